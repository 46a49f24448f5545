# Teksten van de documenten voor de directie. Sleutels en variabelen zijn dezelfde in elke taal; een test waakt daarover.

# Woorden die elk document gebruikt.
word-evidence = Bewijs
word-page = pagina
word-of = van
word-done = klaar
word-on-track = op schema
word-at-risk = in gevaar
word-late = te laat
word-planned = gepland
word-unknown = niet bekend
word-grade = Beoordeling
list-also = {"; "}
list-and = { $first } en { $last }

dimension-architecture = Architectuur
dimension-debt = Technische schuld
dimension-process = Ontwikkelproces
dimension-security = Beveiliging
dimension-team = Team
letter-a = gezond
letter-b = goed
letter-c = matig
letter-d = slecht
letter-e = kritiek
letter-none = geen beoordeling
coverage = { $share } bekeken: { $word }
coverage-narrow = een klein deel
coverage-partial = een deel
coverage-broad = het grootste deel

severity-critical = kritiek
severity-high = hoog
severity-medium = gemiddeld
severity-low = laag

part-now = Nu: de eerste drie maanden
part-next = Daarna: maand vier tot en met negen
part-later = Later in het plan

days = { $high ->
    [one] { $high } dag werk
   *[other] { $high } dagen werk
}
days-range = { $high ->
    [one] { $low } tot { $high } dag werk
   *[other] { $low } tot { $high } dagen werk
}
money-range = { $low } tot { $high }
person-cto = technisch directeur (CTO)

# Wat waarop steunt.
ref-finding = Bevinding { $check }, urgentie { $severity }: { $text }
ref-grade = Beoordeling van "{ $dimension }": { $score } van 100 punten; { $assessed } van { $applicable } controles gaven antwoord
ref-works = Controle { $check } vond niets om te herstellen
ref-brief = Briefing van { $company }, { $id }: { $title }
ref-initiative = Stappenplan, { $id } (aangepakte bevindingen: { $findings }); zie roadmap.json
ref-forecast = Voorspelling: het plan is { $runs } keer gesimuleerd (startgetal { $seed }); zie roadmap.json
ref-coverage = Catalogus van 135 controles; de lijst staat in audit.html onder "What was not read"

# (a) De audit voor de directie.
audit-title = Audit van { $system }
audit-subtitle = { $company }, voor wie beslist. Stand van de code: { $date }
audit-foot = Audit van { $system }, { $date }
audit-answer-weak = De zwakste kant van uw systeem, "{ $dimension }", is { $word }.
audit-answer-even = Alle kanten van uw systeem die konden worden beoordeeld, zijn { $word }.
audit-answer-none = Er kon te weinig worden bekeken om een beoordeling te geven.
audit-answer-found = { $count ->
    [0] Van wat bekeken is, hoeft niets te worden hersteld.
    [one] Eén punt moet worden hersteld.
   *[other] { $count } punten moeten worden hersteld, waarvan { $urgent } binnen zes maanden.
}
audit-answer-plan = Het plan bij dit rapport vraagt { $days } in { $months } maanden.
audit-answer-cost = Dat werk kost { $money }.
audit-grades = Hoe gezond het systeem is
audit-grades-how = A is gezond, E is kritiek. Naast elke beoordeling staat hoeveel kon worden bekeken: wat niet bekeken is, telt niet voor en niet tegen.
audit-works = Wat goed werkt
audit-works-none = Geen enkele controle die een antwoord gaf, vond alles in orde.
audit-risks = Wat het bedrijf kan schaden
audit-risks-how = Het belangrijkste werk, gemeten aan wat wachten kost. Elke regel zegt wat er nu gebeurt.
audit-risks-none = Er is geen werk gevonden dat bijdraagt aan uw problemen en doelen.
audit-risk-cost = Wachten kost { $money } per maand.
audit-risk-unpriced = Wat wachten kost, is niet bekend: voor het betrokken probleem of doel is geen bedrag opgegeven.
audit-findings = De dringendste bevindingen
audit-findings-how = Eén van elke soort, de ergste eerst. Alle andere staan in audit.html.
audit-column-finding = Bevinding
audit-column-severity = Urgentie
audit-column-effort = Dagen werk
audit-costs = Wat handelen kost, en wat wachten kost
audit-costs-caption = De eerste werkpakketten ({ $count }), gerangschikt op wat ze opleveren per dag van de meest schaarse vaardigheid
audit-column-work = Werkpakket
audit-column-days = Dagen werk
audit-column-money = Kosten
audit-column-waiting = Kosten van wachten, per maand
audit-costs-no-rates = De bedragen zijn weggelaten: de briefing geeft niet elk tarief. Dagen zijn werkdagen van één persoon.
audit-costs-total = Al het geplande werk: { $days }.
audit-costs-total-money = Al het geplande werk: { $days }, { $money }.
audit-unseen = Wat we niet hebben bekeken
audit-unseen-how = Een audit van de code ziet de code en haar geschiedenis. De rest vraagt toegang of antwoorden:
audit-unseen-platform = { $count ->
    [one] Eén controle vraagt
   *[other] { $count } controles vragen
} toegang tot de omgeving waar de code wordt bewaard, gebouwd en gepland.
audit-unseen-operations = { $count ->
    [one] Eén controle vraagt
   *[other] { $count } controles vragen
} toegang tot wat draait: servers, bewaking, back-ups.
audit-unseen-people = { $count ->
    [one] Eén controle vraagt
   *[other] { $count } controles vragen
} om antwoorden van mensen.
audit-unseen-repository = { $count ->
    [one] Eén controle van de code bestaat
   *[other] { $count } controles van de code bestaan
} nog niet.
audit-unseen-gaps = { $count ->
    [0] Elk bestand van de bekeken stand kon worden gelezen.
    [one] Eén deel van de code of haar geschiedenis kon niet worden gelezen; audit.html noemt het.
   *[other] { $count } delen van de code of haar geschiedenis konden niet worden gelezen; audit.html noemt ze.
}

# (b) Het stappenplan.
roadmap-title = Stappenplan voor { $company }
roadmap-subtitle = { $months } maanden, { $from } tot { $to }. Op basis van de audit van { $system }, stand op { $date }
roadmap-foot = Stappenplan voor { $company }, { $from } tot { $to }
roadmap-answer = { $count ->
    [0] Er kon geen werk worden gepland.
    [one] Er is één werkpakket gepland.
   *[other] Er zijn { $count } werkpakketten gepland.
}
roadmap-answer-served = { $served ->
    [0] Voor zover vandaag bekend is, komt het werk voor geen van uw { $all } problemen en doelen op tijd klaar.
   *[other] Voor zover vandaag bekend is, komt het werk voor { $served } van uw { $all } problemen en doelen op tijd klaar.
}
roadmap-answer-done = De kans is 50% dat alles klaar is op { $p50 }, en 85% dat alles klaar is op { $p85 }.
roadmap-answer-beyond = Een deel is misschien niet klaar binnen tweemaal de duur van het plan: er wordt te veel gevraagd van te weinig mensen.
roadmap-promises = Wat u krijgt: problemen en doelen
roadmap-promises-caption = Elk probleem of doel, en wanneer het laatste werk ervoor klaar is
roadmap-column-promise = Probleem of doel
roadmap-column-wanted = Gewenst voor
roadmap-column-p50 = Klaar met 50% kans
roadmap-column-p85 = Klaar met 85% kans
roadmap-column-standing = Stand van zaken
standing-unserved = geen werk gepland
standing-not-planned = niet in het plan
standing-hardly-served = nauwelijks aangepakt
standing-late = te laat
standing-at-risk = in gevaar
standing-on-track = op schema
roadmap-unserved = Voor { $id } ({ $title }) is er geen werk: de audit vond niets dat in de weg staat. Dit plan brengt het dus niet tot stand.
roadmap-work = Wat er gebeurt, en wanneer
roadmap-work-serves = Voor { $ids }; beloofd voor { $done }.
roadmap-work-opens = De plaats in de volgorde komt door het werk dat erop wacht: { $titles }.
roadmap-work-done = Beloofd voor { $done }.
roadmap-work-more = { $count ->
    [one] Nog één werkpakket staat
   *[other] Nog { $count } werkpakketten staan
} in de afbeelding hieronder.
roadmap-work-none = In deze periode start er niets.
roadmap-timeline = Het plan in beeld
roadmap-timeline-caption = Geplande werkpakketten: { $count }, over { $months } maanden
roadmap-timeline-legend = Balk: werk zoals gepland. Streep: de beloofde dag. Haak: van 50% tot 85% kans.
roadmap-lane-words = { $start } tot { $done }, beloofd voor { $target }
roadmap-group-problem = { $id }: { $title }
roadmap-group-none = Dringend, los van een genoemd probleem of doel
roadmap-capacity = Dagen per maand
roadmap-capacity-caption-short = De meest schaarse vaardigheid is { $skill }: { $demand } dagen zijn nodig, { $capacity } zijn beschikbaar
roadmap-capacity-caption = Geen enkele vaardigheid komt tekort: de krapste is { $skill }, met { $demand } dagen nodig op { $capacity }
roadmap-capacity-unit = Werkdagen van iedereen samen, per maand; zonder de dagen voor nieuwe functies en onvoorzien werk
roadmap-capacity-used = gepland werk
roadmap-capacity-line = beschikbaar
roadmap-money = Kosten per kwartaal
roadmap-money-caption = Wat het geplande werk kost aan werktijd
roadmap-column-quarter = Kwartaal
roadmap-column-team = Team
roadmap-column-hired = Aan te nemen
roadmap-column-cto = CTO
roadmap-column-total = Totaal
roadmap-column-budget = Wervingsbudget
roadmap-money-none = De bedragen zijn weggelaten: de briefing geeft geen tarief voor { $people }. In plaats daarvan staan er dagen.
roadmap-money-nobody = De bedragen zijn weggelaten: de briefing noemt geen valuta.
roadmap-milestones = Automatisch gemeten mijlpalen
roadmap-milestones-caption = Elk werkpakket en wat daarin wordt gemeten: de waarde nu en de gewenste waarde
# Deze kolom staat ook in de tabel van wat we niet doen.
roadmap-column-milestone = Werkpakket
roadmap-column-indicator = Wat wordt gemeten
roadmap-column-target = Beloofd voor
roadmap-indicator-from-to = { $name }: van { $start } naar { $target }
roadmap-indicator-kept = { $name }: blijft { $target }
roadmap-indicator-unknown = { $name }: nog niet bekend
roadmap-indicator-people = { $name }: antwoord te vragen aan uw team
roadmap-people = Mensen en vaardigheden
roadmap-hire = { $role }: eerste dag op { $date }.
roadmap-missing = Niemand kan "{ $title }" uitvoeren: daarvoor is { $skill } nodig (niveau { $level }). Zoek iemand, of leid iemand op.
level-junior = junior
level-medior = zelfstandig
level-senior = senior
roadmap-not = Wat we niet doen, en waarom
roadmap-not-caption = Mogelijk werk, buiten dit plan gelaten
roadmap-column-why = Waarom
not-excluded = beslist: { $reason }
not-serves-nothing = draagt niet bij aan een probleem of doel, en is niet dringend
not-nobody-can = niemand heeft de vaardigheid { $skill }
not-waits-for = wacht op "{ $title }", waarvoor geen plaats is
not-worth-it = kost { $cost } of meer; wachten kost over het hele plan hoogstens { $waiting }
not-no-room = geen plaats vóór het einde van het plan
not-no-room-day = geen plaats: het zou klaar zijn op { $date }
not-no-room-sure = geen zekere plaats: het zou klaar zijn op { $date }, maar de kans dat het binnen het plan klaar is, ligt onder 85 op 100
not-over-budget = het budget van het kwartaal is niet toereikend
roadmap-not-more = { $count ->
    [one] Nog één staat
   *[other] Nog { $count } staan
} in roadmap.json.
roadmap-decisions = Wat we van u nodig hebben
decision-unserved = Zeg wat { $id } ({ $title }) in de weg staat, of haal het uit het plan. Tot dan is er geen werk voor.
decision-late = { $id } ({ $title }): verwacht op { $when }, gewenst voor { $date }. Verschuif de datum, schrap ander werk of voeg dagen toe.
decision-thin = Dit plan doet bijna niets aan { $id } ({ $title }): de code toont weinig dat in de weg staat. Zeg wat er nog in de weg staat, of accepteer dat dit plan er geen einde aan maakt.
decision-consider = Te overwegen, en vast te leggen in de briefing: { $plays }.
decision-hire = Start de werving: { $role }. Geplande eerste dag: { $date }. Elke maand vertraging schuift ook het werk op dat erop wacht.
decision-skill = Beslis wie het werk doet dat de vaardigheid { $skill } vraagt: niemand in het team heeft die.
decision-rates = Geef de ontbrekende tarieven, zodat het plan bedragen kan noemen.
decision-none = Niets. Het plan kan starten.
roadmap-stability = Hoe zeker de volgorde is
roadmap-stability-text = Als elke schatting varieert binnen haar marge, blijft de eerste plaats bij hetzelfde werk of zijn buren: "{ $title }" blijft tussen rang { $low } en { $high } in acht van de tien simulaties.
roadmap-basis-money = De volgorde hangt af van wat wachten per maand kost, per dag van de meest schaarse vaardigheid ({ $skill }).
roadmap-basis-points = De volgorde hangt af van de rang van de problemen, het gewicht van de doelen en de urgentie, per dag van de meest schaarse vaardigheid ({ $skill }): niet elk probleem of doel heeft een bedrag.
roadmap-assumptions = Aannames
roadmap-assumptions-caption = Verhoudingen die het plan gebruikt naast wat is gemeten en wat u hebt gezegd; elk ervan kan in de briefing worden gewijzigd of uitgeschakeld
roadmap-column-assumption = Aanname
roadmap-column-range = Marge
roadmap-column-source = Bron
assumption-low-quality-code-time = Tijd in code van lage kwaliteit, vergeleken met gezonde code
assumption-unknown-code-time = Tijd in code die niemand van de actieve mensen kent, vergeleken met bekende code
assumption-junior-speed = Snelheid van een junior, vergeleken met iemand die zelfstandig werkt
assumption-review-share = Nakijken van het werk van een junior, als deel van dat werk
assumption-loss-avoided = Deel van de kosten van een probleem dat wegvalt als al het werk ervoor klaar is
assumption-goal-at-risk = Deel van de waarde van een doel dat afhangt van het werk ervoor
assumption-overrun = Werk boven de hoogste schatting, in één op de zes gevallen
assumption-availability = Gewerkte dagen van een persoon in een maand, vergeleken met de geplande
assumption-off = uitgeschakeld
source-proposal = ons voorstel

# (c) De pagina van de maand.
monthly-title = { $company }: { $month } op één pagina
monthly-subtitle = Stand op { $date }. Systeem: { $system }
monthly-foot = Bewijs: auditrapport en stappenplan
monthly-verdict = Problemen en doelen op schema: { $served } van { $all }; de zwakste kant van uw systeem is "{ $dimension }" ({ $word }).
monthly-verdict-none = Problemen en doelen op schema: { $served } van { $all }; er kon te weinig worden bekeken om uw systeem een beoordeling te geven.
monthly-coverage = { $share } bekeken
risk-told = { $why }. Oplossing: "{ $work }".
monthly-money = Kosten, { $quarter }
monthly-money-note = in werktijd
monthly-money-budget = waarvan { $hired } voor werving; wervingsbudget { $budget }
monthly-cto = CTO deze maand
monthly-team = Team deze maand
monthly-days-note = van { $days } beschikbaar
monthly-due = In de komende 30 dagen
monthly-due-done = { $title }: klaar voor { $date }
monthly-due-begins = { $title }: begint op { $date }
monthly-due-none = Er hoeft niets klaar te zijn en er begint niets.
monthly-more = { $count ->
    [one] Nog één staat
   *[other] Nog { $count } staan
} in het stappenplan.
monthly-need-unserved = { $id }: niets in het plan pakt dit aan. Zeg wat in de weg staat, of laat het vallen.
monthly-need-thin = { $id }: de code toont weinig dat in de weg staat. Zeg wat er verder nog in de weg staat.
monthly-need-late = { $id } komt te laat: verschuif de datum, schrap ander werk of voeg dagen toe.
monthly-need-hire = { $role }: start de werving; eerste dag { $date }.
monthly-risks = De drie grootste risico's
monthly-risk-cost = { $money } per maand:
monthly-standings = Problemen en doelen
monthly-column-sure = Klaar (85% kans)

# Het plan als werkmap.
sheet-work = Werkpakketten
sheet-milestones = Mijlpalen
sheet-capacity = Dagen per maand
sheet-money = Kosten per kwartaal
sheet-findings = Behandelde bevindingen
sheet-assumptions = Aannames
sheet-rank = Rang
sheet-id = Kenmerk
sheet-serves = Draagt bij aan
sheet-in-plan = In het plan
sheet-yes = ja
sheet-no = nee
sheet-start = Eerste dag
sheet-done = Klaar volgens plan
sheet-days-low = Dagen, laag
sheet-days-high = Dagen, hoog
sheet-cost-low = Kosten, laag ({ $currency })
sheet-cost-planned = Kosten volgens plan ({ $currency })
sheet-cost-high = Kosten, hoog ({ $currency })
sheet-waiting-low = Wachten per maand, laag ({ $currency })
sheet-waiting-high = Wachten per maand, hoog ({ $currency })
sheet-checks = Controles
sheet-now = Nu
sheet-comparator = Gewenst
sheet-at-least = minstens
sheet-at-most = hoogstens
sheet-target = Doel
sheet-unit = Eenheid
sheet-points = punten
sheet-month = Maand
sheet-person = Persoon
sheet-available = Beschikbare dagen
sheet-used = Geplande dagen
sheet-amount = { $what } ({ $currency })
sheet-check = Controle
sheet-what = Wat ze bekijkt
sheet-share = Deel dat hier wordt aangepakt
sheet-fingerprint = Vingerafdruk
sheet-low = Laag
sheet-high = Hoog

# Waar werk, problemen en doelen over gaan.
named = "{ $name }" ({ $id })
dimension-meanings = Architectuur: kan een deel worden gewijzigd zonder de andere te raken? Technische schuld: oude noodoplossingen die elke wijziging duurder maken. Ontwikkelproces: hoe een wijziging bij de gebruikers komt. Beveiliging: wat onbekenden zouden kunnen doen. Team: kennen genoeg mensen de code?
standing-in-part = { $standing }, met { $planned } van { $all } werkpakketten
audit-waiting-total = Niets doen kost { $money } per maand.
ref-initiative-asked = Stappenplan, { $id }: gevraagd in de briefing; zie roadmap.json
roadmap-capacity-days = { $used } van { $available } dagen
roadmap-indicator-check = { $title } ({ $check }), { $name }
decision-asked = { $id } ({ $title }) wacht op "{ $work }", dat geen plaats heeft in het plan: { $why }.
decision-budget = Het wervingsbudget van { $quarter }, { $budget }, betaalt { $fits } van de { $days } dagen die wie wordt aangeworven kan werken. Verhoog het, of laat hen later beginnen.
monthly-need-asked = { $id }: "{ $work }" heeft geen plaats in het plan.

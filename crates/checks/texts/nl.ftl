# Nederlandse teksten van de controles. Sleutel: id van de controle in kleine letters, streepje, sleutel van de Engelse tekst.

arc-01-title = Modules die elkaar in een kring nodig hebben
arc-01-found = { $count } bronbestanden importeren elkaar in een kring; { $known ->
    [all] aantal te verbreken verbindingen: { $cuts }, te beginnen met
    [least] aantal te verbreken verbindingen, voor zover het gebruik bekend is: { $cuts }, te beginnen met
   *[first] een van de stappen die de kring openen, is
} het gebruik van { $to } door { $from }.
arc-01-found-folders = { $count } mappen ({ $files } bronbestanden) gebruiken elkaars klassen in een kring; { $known ->
    [all] aantal te verbreken verbindingen: { $cuts }, te beginnen met
    [least] aantal te verbreken verbindingen, voor zover het gebruik bekend is: { $cuts }, te beginnen met
   *[first] een van de stappen die de kring openen, is
} het gebruik van { $to } door { $from } (bestandsparen: { $imports }).
arc-01-works = Geen kringen van afhankelijkheden tussen { $files } bronbestanden (een map en haar eigen submap gelden als één).
arc-01-consequence = Een wijziging in een van deze modules kan alle andere breken, en geen ervan kan afzonderlijk worden verplaatst of vervangen.
arc-01-remedy = Verbreek eerst de genoemde verbinding: zet wat beide kanten nodig hebben in een eigen module, of geef het van buitenaf door. Verbied de kring daarna met een importregel in de pipeline.

arc-02-title = Veelgebruikte bestanden die andere meeslepen
arc-02-found = { $path } wordt door { $importers } bestanden geïmporteerd en verandert samen met { $dragged } daarvan; wijzigingen in 12 maanden: { $revisions }.
arc-02-works = Geen veelgebruikt bestand sleept bij een wijziging de bestanden mee die het gebruiken.
arc-02-consequence = Een kleine wijziging wordt hier telkens een grote, en één vergeten plaats wordt een fout.
arc-02-remedy = Bekijk wat in de laatste vijf commits samen veranderde: meestal lekt één beslissing naar alle gebruikers. Zet die beslissing achter een naam die niet verandert, of splits het bestand naar wie het gebruikt.

arc-03-title = Bestanden die samen veranderen zonder zichtbaar verband
arc-03-found = { $first } en { $second } veranderden samen in { $shared } commits ({ $degree } van hun wijzigingen), terwijl geen van beide de andere importeert.
arc-03-works = Geen twee bronbestanden veranderen samen zonder zichtbaar verband.
arc-03-consequence = Op een dag wijzigt iemand het ene bestand zonder het andere, en de fout duikt op in productie.
arc-03-remedy = Vraag wie altijd beide wijzigt, waarom. Breng de gedeelde kennis samen op één plaats die beide gebruiken, of schrijf, als dat te duur is, een test die faalt wanneer maar één van de twee verandert.

arc-04-title = Eén deel bevat het grootste stuk van het systeem
arc-04-found = Component { $component } bevat { $share } van de { $lines } regels broncode.
arc-04-works = Het systeem heeft delen: het grootste, { $component }, bevat { $share } van de broncode.
arc-04-consequence = Het systeem kan alleen in zijn geheel worden vervangen, en twee teams kunnen er niet aan werken zonder elkaar tegen te komen.
arc-04-remedy = Splits niet om te splitsen. Zoek het onderwerp dat het vaakst afzonderlijk verandert, geef het een map met één ingang, en verbied in de pipeline imports daaromheen.

arc-05-title = Zeer grote bestanden die blijven veranderen
arc-05-found = { $path } telt { $lines } regels code en veranderde { $revisions } keer in 12 maanden (brede of mechanische commits niet meegeteld), vaker dan negen van de tien gewijzigde bestanden.
arc-05-works = Geen bestand dat vaak verandert is groter dan { $limit } regels code.
arc-05-consequence = Wijzigingen botsen hier: mensen wachten op elkaar, nazicht wordt oppervlakkig, en een wijziging voor het ene doel breekt het andere.
arc-05-remedy = Herschrijf het bestand niet. Haal bij elke wijziging één onderwerp eruit naar een eigen bestand, te beginnen met de functies die vorig jaar samen veranderden.

arc-07-title = Meer programmeertalen dan het team kan bemannen
arc-07-found = { $count } talen bevatten elk meer dan { $limit }% van de broncode ({ $languages }); actieve mensen: { $people }.
arc-07-works = De broncode is in weinig talen geschreven: { $languages }.
arc-07-consequence = Vertrekt degene die een taal kent, dan staat dat deel van het systeem stil.
arc-07-remedy = Spreek af in welke talen nieuwe code wordt geschreven. Verhuis eerst het kleinste deel, wanneer het toch moet veranderen.

arc-12-title = Een database zonder versiebeheer van het schema
arc-12-found = Repository { $repository } gebruikt een database ({ $client }), en niets erin toont hoe het schema wordt gewijzigd.
arc-12-works = Wijzigingen van het databaseschema staan als versies bij de code.
arc-12-consequence = Na gegevensverlies of voor een nieuwe omgeving wordt het schema uit het geheugen nagebouwd, en een release die het schema moet wijzigen, is een gok.
arc-12-remedy = Gebruik de migratietool van uw framework. Bewaar het schema van vandaag als eerste script en wijzig het alleen nog met nieuwe scripts, uitgevoerd door de pipeline.

arc-16-title = Geen enkele omgeving staat beschreven in bestanden
arc-16-found = Repository { $repository } bevat een programma dat verzoeken beantwoordt, en geen bestand erin beschrijft een omgeving om het in te draaien.
arc-16-works = Omgevingen staan beschreven in bestanden.
arc-16-consequence = De omgeving opnieuw opbouwen hangt af van het geheugen van één persoon en duurt weken, op het slechtste moment.
arc-16-remedy = Beschrijf eerst de kleinste omgeving, die voor tests: containers met Compose, of de cloud met Terraform. Bouw ze één keer op vanaf niets, en daarna productie op dezelfde manier.
arc-08-title = Runtimes waarvoor de beveiligingsupdates stoppen of gestopt zijn
arc-08-found = De ondersteuning van { $product } { $version } eindigde op { $date }; repository { $repository } gebruikt die versie nog ({ $path }).
arc-08-found-soon = De ondersteuning van { $product } { $version } eindigt op { $date }; repository { $repository } gebruikt die versie ({ $path }).
arc-08-found-by-name = De ondersteuning van { $product } { $version } eindigde op { $date }; repository { $repository } noemt een image met die naam ({ $path }).
arc-08-found-soon-by-name = De ondersteuning van { $product } { $version } eindigt op { $date }; repository { $repository } noemt een image met die naam ({ $path }).
arc-08-works = De genoemde runtimes en basisimages krijgen nog beveiligingsupdates.
arc-08-consequence = Het volgende ernstige lek in deze versie wordt niet gedicht, en de overstap moet dan in haast gebeuren.
arc-08-remedy = Stap nu over naar een ondersteunde versie, met de tests op beide; laat de update-bot ook basisimages bewaken en plan de volgende overstap vóór zijn datum.

arc-09-title = Frameworks die niet meer worden ondersteund
arc-09-found = De ondersteuning van { $product } { $version } eindigde op { $date }; { $path } in repository { $repository } vraagt die versie.
arc-09-found-soon = De ondersteuning van { $product } { $version } eindigt op { $date }; { $path } in repository { $repository } vraagt die versie.
arc-09-works = De frameworks waarvan de data bekend zijn, worden ondersteund.
arc-09-consequence = Lekken in het framework blijven open, bibliotheken eromheen gaan verder, en uiteindelijk wil niemand er nog aan werken.
arc-09-remedy = Ga één versie tegelijk vooruit met de tests erbij, volgens de handleiding van het project; begin waar de ondersteuning het eerst eindigde.
arc-06-title = Imports die tegen de regels over lagen ingaan
arc-06-found = { $from } gebruikt { $to } in { $imports } imports, wat de regel "{ $rule }" verbiedt.
arc-06-works = Geen enkele import gaat tegen de regels over lagen in (imports onder een regel: { $imports }).
arc-06-consequence = Delen die apart zouden moeten veranderen, veranderen samen, en de tekening van de lagen klopt niet meer.
arc-06-remedy = Keer de import om: laat het onderste deel bepalen wat het nodig heeft en het bovenste dat aanreiken. Of, als de import terecht is, pas de regel aan en zeg waarom.

arc-17-title = Containerimages die verschuiven of als root draaien
arc-17-found = Een stap van { $path } is gebaseerd op { $image }, zonder vaste versie, en de laatste noemt geen andere gebruiker dan root.
arc-17-found-version = Een stap van { $path } is gebaseerd op { $image }, zonder vaste versie.
arc-17-found-root = { $path } noemt voor de laatste stap geen andere gebruiker dan root; wie uitrolt, kan er nog een instellen.
arc-17-found-starts = { $path } start als root, want de laatste stap noemt geen andere gebruiker; de server erin geeft zijn rechten daarna zelf op.
arc-17-found-version-starts = Een stap van { $path } is gebaseerd op { $image }, zonder vaste versie; en de laatste start als root, al geeft de server erin zijn rechten zelf op.
arc-17-works = De containerrecepten ({ $count }) noemen de versies waarop ze zijn gebaseerd en draaien niet als root (beheerder).
arc-17-consequence = Hetzelfde recept geeft volgende week een ander image, en wie in het programma inbreekt, is daar root en heeft alle rechten.
arc-17-consequence-version = Hetzelfde recept geeft volgende week een ander image: wat draait, is niet meer wat is getest.
arc-17-consequence-root = Wie in het programma inbreekt, is daar root en heeft alle rechten.
arc-17-consequence-starts = Wat draait voordat de server zijn rechten opgeeft, en wat men in de container met de hand start, draait als root.
arc-17-consequence-version-starts = Hetzelfde recept geeft volgende week een ander image, en wat draait voordat de server zijn rechten opgeeft, draait als root.
arc-17-remedy = Noem een versie, of beter een digest (vingerafdruk) die de update-bot bijwerkt, en eindig het recept met een USER die niet root is.
arc-17-remedy-version = Noem een versie, of beter een digest (vingerafdruk) die de update-bot bijwerkt.
arc-17-remedy-root = Eindig het recept met een USER die niet root is.
arc-17-remedy-starts = Neem de variant van het image die zonder root start, als die er is, en noem de gebruiker ervan.
arc-17-remedy-version-starts = Noem een versie, of beter een digest (vingerafdruk) die de update-bot bijwerkt; neem de variant van het image die zonder root start, als die er is.

arc-18-title = Niemand controleert of de containers werken
arc-18-found = Repository { $repository } beschrijft containers die verzoeken beantwoorden (plaatsen: { $count }), en geen van hun recepten vraagt te controleren of ze werken.
arc-18-works = Er wordt gecontroleerd of de containers werken.
arc-18-consequence = Een storing duurt tot een klant belt, ook 's nachts.
arc-18-remedy = Geef het programma een adres dat antwoordt wanneer het zijn werk kan doen, en noem dat als probe in het manifest, in het Compose-bestand of in het containerrecept.

arc-24-title = De architectuur is niet of niet meer beschreven
arc-24-found = Repository { $repository } bevat { $lines } regels broncode, en geen bestand erin is herkend als een beschrijving van de architectuur.
arc-24-found-stale = De nieuwste beschrijving van de architectuur van repository { $repository } is van { $date }; wijzigingen door mensen in alleen al de laatste 12 maanden: { $commits }.
arc-24-works = De architectuur is beschreven, en de beschrijving wordt bijgehouden.
arc-24-consequence = Nieuwe mensen hebben maanden nodig om hun weg te vinden, en twee leveranciers tekenen twee verschillende systemen.
arc-24-remedy = Teken één pagina met de delen en één met de systemen eromheen (context en containers van C4). Leg ze bij de code, en bekijk ze bij elk kwartaaloverleg.

arc-25-title = Beslissingen zijn niet opgeschreven
arc-25-found = { $people } mensen brachten in de laatste 12 maanden { $commits } wijzigingen aan in repository { $repository }, en er is geen beslissing over de architectuur in vastgelegd.
arc-25-found-stale = De nieuwste vastgelegde beslissing in repository { $repository } is van { $date }; { $people } mensen brachten in de laatste 12 maanden { $commits } wijzigingen aan.
arc-25-works = Beslissingen over de architectuur zijn vastgelegd, de nieuwste is van { $date }.
arc-25-consequence = Dezelfde discussies komen terug, en wie vertrekt, neemt de redenen mee.
arc-25-remedy = Eén pagina per beslissing, bij de code: wat de vraag was, wat is gekozen, waarom, en wat het kost. Begin met de volgende beslissing, niet met het verleden.

deb-02-title = Functies die moeilijk te volgen zijn
deb-02-found = { $name } heeft een cognitieve complexiteit van { $complexity }{ $part ->
    [own] {" "}(functies erin niet meegeteld)
   *[whole] {""}
 }{ $flat ->
    [0] {""}
   *[other] , waarvan { $flat } in voorwaarden die als een lijst te lezen zijn,
 } over { $lines } regels code; de grens is { $limit }.{ $unsure ->
    [yes] {" "}Een deel kon niet worden ontleed: het getal is onzeker.
   *[no] {""}
 } Wijzigingen van het bestand { $history_days ->
    [0] in 12 maanden
    [one] sinds de eerste commit, één dag geleden
   *[other] sinds de eerste commit, { $history_days } dagen geleden
 }: { $revisions }{ $sweeps ->
    [0] {""}
    [one] , één brede of mechanische commit niet meegeteld
   *[other] , { $sweeps } brede of mechanische commits niet meegeteld
 }.{ $own ->
    [changed] {" "}De functie zelf is in die tijd geschreven of gewijzigd.
    [came] {" "}Het bestand is in die tijd toegevoegd.
    [same] {" "}De functie zelf is in die tijd niet gewijzigd.
    [swept] {" "}Geen van de getelde wijzigingen raakte de functie zelf.
   *[unknown] {""}
 }
deb-02-works = De functies zijn goed te volgen: { $share } van hun regels code staat in functies boven de grens van { $limit }.
deb-02-consequence = Elke wijziging kost hier meer tijd dan nodig en breekt sneller iets waaraan niemand dacht.
deb-02-remedy = Begin met wat vaak verandert. Schrijf tests die vastleggen wat de functie vandaag doet, haal dan hele takken eruit naar functies met een eigen naam, en stap vroeg uit in plaats van te nesten.

deb-03-title = Functies die te lang zijn
deb-03-found = { $name } telt { $lines } regels code; de grens is { $limit }. Wijzigingen van het bestand { $history_days ->
    [0] in 12 maanden
    [one] sinds de eerste commit, één dag geleden
   *[other] sinds de eerste commit, { $history_days } dagen geleden
 }: { $revisions }{ $sweeps ->
    [0] {""}
    [one] , één brede of mechanische commit niet meegeteld
   *[other] , { $sweeps } brede of mechanische commits niet meegeteld
 }.
deb-03-found-told = { $share } van de regels code van alle functies staat in functies van meer dan { $limit } regels, die allemaal als moeilijk te volgen zijn vermeld (aantal: { $count }).
deb-03-works = De functies zijn kort: { $share } van hun regels code staat in functies van meer dan { $limit } regels.
deb-03-consequence = Elke wijziging duurt hier langer dan nodig, en alleen wie het schreef, durft ze te maken.
deb-03-remedy = Als zo'n functie toch moet veranderen, schrijf dan tests die vastleggen wat ze vandaag doet en haal de stap die verandert eruit, met een naam die zegt wat die stap doet. Laat met rust wat niemand wijzigt.

deb-04-title = Dezelfde code op verschillende plaatsen
deb-04-found = Dezelfde code, tot { $lines } regels zonder verschil, staat op { $places } plaatsen; de eerste is in { $path }.
deb-04-found-several = { $groups } stukken code, tot { $lines } regels zonder verschil, staan op { $places } plaatsen van dezelfde bestanden (aantal: { $files }); de eerste is in { $path }.
deb-04-works = Slechts { $share } van de bronregels is een kopie van andere regels.
deb-04-consequence = Een fout die op één plaats is hersteld, leeft voort op de andere, en elke wijziging kost net zo vaak geld als de code is gekopieerd.
deb-04-remedy = Houd er waar kopieën om dezelfde reden veranderen één over en laat de andere die gebruiken. Laat met rust wat alleen toevallig op elkaar lijkt.

deb-05-title = Complexe bestanden waar het werk gebeurt
deb-05-found = { $path } veranderde { $revisions } keer { $history_days ->
    [0] in 12 maanden
    [one] sinds de eerste commit, één dag geleden
   *[other] sinds de eerste commit, { $history_days } dagen geleden
 }{ $sweeps ->
    [0] {""}
    [one] , één brede of mechanische commit niet meegeteld,
   *[other] , { $sweeps } brede of mechanische commits niet meegeteld,
 } en telt { $complexity } punten cognitieve complexiteit, waarvan { $worst } in één functie{ $own ->
    [changed] , die zelf in die tijd geschreven of gewijzigd is
   *[unknown] {""}
 }.
deb-05-found-named = { $path } veranderde { $revisions } keer { $history_days ->
    [0] in 12 maanden
    [one] sinds de eerste commit, één dag geleden
   *[other] sinds de eerste commit, { $history_days } dagen geleden
 }{ $sweeps ->
    [0] {""}
    [one] , één brede of mechanische commit niet meegeteld,
   *[other] , { $sweeps } brede of mechanische commits niet meegeteld,
 } en telt { $complexity } punten cognitieve complexiteit, waarvan { $worst } in { $function }{ $own ->
    [changed] , die zelf in die tijd geschreven of gewijzigd is
   *[unknown] {""}
 }.
deb-05-works = Weinig werk komt op complexe bestanden terecht: { $share } van de wijzigingen van bronbestanden in 12 maanden.
deb-05-consequence = Het werk wordt trager precies waar veel werk gebeurt, en daar stapelen de fouten zich op.
deb-05-remedy = Zet eerst tests rond deze bestanden. Besteed daarna een vast deel van elke wijziging aan het vereenvoudigen van de functie die u aanraakt; ruim niet op wat niemand wijzigt.

deb-07-title = Bestanden die veel veranderen zonder eigen test
deb-07-found = { $path } telt { $complexity } punten complexiteit en geen test importeert het of draagt zijn naam; wijzigingen in 12 maanden: { $revisions }{ $sweeps ->
    [0] {""}
    [one] , één brede of mechanische commit niet meegeteld
   *[other] , { $sweeps } brede of mechanische commits niet meegeteld
 }.
deb-07-works = { $tested } van de { $count } bestanden die er het meest toe doen, hebben een eigen test.
deb-07-consequence = Fouten sluipen binnen precies waar het meest wordt gewerkt, en elke release vraagt een ronde handmatig testen.
deb-07-remedy = Schrijf voor de volgende wijziging van elk van deze bestanden een test die vastlegt wat het vandaag doet.

deb-08-title = Te weinig automatische tests
deb-08-found = Repository { $repository } heeft { $ratio } testregels per 100 bronregels ({ $tests } en { $source } regels code; opmaak, stijlen, SQL en bestanden die als gegenereerd of als code van anderen zijn herkend, tellen niet mee).
deb-08-found-elsewhere = Repository { $repository } heeft { $tests } testregels, alle onder { $path }; naast de andere { $source } bronregels staat er geen.
deb-08-found-none = Repository { $repository } heeft { $source } bronregels en geen enkele test.
deb-08-works = Er zijn { $ratio } regels testcode per 100 regels broncode; of ze goed testen, is niet nagegaan.
deb-08-consequence = Elke wijziging is een gok: fouten bereiken de klanten, en eenvoudige wijzigingen kosten dagen handmatig testen.
deb-08-remedy = Streef niet naar een percentage. Test de drie processen waarmee u geld verdient, daarna elk bestand voordat het wordt gewijzigd, te beginnen met wat het vaakst verandert; laat de pipeline de tests draaien.

deb-11-title = Tests die zijn uitgeschakeld
deb-11-found = { $path } heeft { $skipped } van zijn { $tests } testgevallen uitgeschakeld.
deb-11-works = { $share } van de { $tests } testgevallen is uitgeschakeld.
deb-11-consequence = Wat deze tests beschermden, kan stukgaan zonder dat iemand het merkt.
deb-11-remedy = Geef elke uitgeschakelde test een eigenaar en een datum: herstel hem, of verwijder hem met een zin die zegt waarom. Laat de pipeline ze tellen, zodat het aantal alleen kan dalen.

deb-12-title = Beloofd werk dat als aantekening in de code is blijven staan
deb-12-found = Repository { $repository } bevat { $marks } aantekeningen van werk dat nog moet gebeuren, in { $files } codebestanden: { $density } per 1.000 regels code. { $rest ->
    [0] Ze wachten allemaal al meer dan twee jaar.
   *[other] Aantal dat al meer dan twee jaar wacht: minstens { $old }.
 }
deb-12-works = Er staat weinig beloofd werk in de code: { $density } aantekeningen per 1.000 regels.
deb-12-works-few = Aantekeningen van beloofd werk in de code: { $marks }.
deb-12-consequence = Bekende fouten en half werk worden vergeten tot een klant ze tegenkomt.
deb-12-remedy = Begin met de oudste: doe het, zet het op de werklijst met een eigenaar, of verwijder de aantekening. Vraag bij elke nieuwe een ticketnummer.

deb-16-title = Onderdelen van buiten (afhankelijkheden) waarvan de versie niet vastligt
deb-16-found = { $path } noemt afhankelijkheden van { $ecosystem } ({ $count }), en geen lockbestand legt hun versies vast.
deb-16-works = Een lockbestand legt de afhankelijkheden vast van elke toepassing waarvan de pakketbeheerder er een kent ({ $count }).
deb-16-consequence = Een build die gisteren werkte, mislukt vandaag zonder wijziging van u, of installeert een versie die niemand heeft getest.
deb-16-remedy = Bewaar het lockbestand van de pakketbeheerder in de repository, installeer op basis daarvan in de pipeline (`npm ci`, `composer install`) en laat de update-bot het vernieuwen.

deb-18-title = Geen programma zoekt naar veelvoorkomende fouten in de code
deb-18-found = Repository { $repository } bevat { $lines } regels { $language }, en daarvoor is geen linter (programma dat veelvoorkomende fouten meldt) ingesteld.
deb-18-works = Voor elke hoofdtaal die er een nodig heeft, is een linter (programma dat veelvoorkomende fouten meldt) ingesteld.
deb-18-consequence = Fouten die een programma in seconden had getoond, worden gevonden door wie nakijkt, of door klanten.
deb-18-remedy = Neem de gebruikelijke linter van de taal met de aanbevolen regels, leg vast wat hij vandaag vindt als geaccepteerd, en laat de pipeline falen op alles wat nieuw is.

deb-19-title = Geen programma controleert de types van wat verandert
deb-19-found = Repository { $repository } bevat { $lines } regels { $language } en daarvoor is geen typecontrole ingesteld; wijzigingen van de bestanden in 12 maanden: { $revisions }.
deb-19-works = Voor elke dynamische taal waarvan de code veel verandert, is een typecontrole ingesteld.
deb-19-consequence = Elke wijziging vraagt meer tests en meer zorg dan nodig, en grote wijzigingen worden vermeden.
deb-19-remedy = Zet de controle aan voor nieuwe bestanden en voor wat het meest verandert; laat de rest zoals het is.

deb-20-title = Een groot deel van het werk is reparatie
deb-20-found = { $share } van de { $commits } benoemde wijzigingen aan repository { $repository } in de laatste 12 maanden is een correctie, volgens het type vooraan in hun titel.
deb-20-works = { $share } van de wijzigingen van de laatste 12 maanden is een correctie.
deb-20-consequence = Nieuwe functies komen laat, omdat wie ze moet bouwen, repareert wat het laatst is gebouwd.
deb-20-remedy = Kijk welke bestanden de correcties raken en zet daar eerst tests. Vraag bij elke correctie wat de fout eerder had ontdekt, en doe dat.

deb-23-title = Bestanden in de repository die programma's maakten of ophaalden
deb-23-found = Repository { $repository } bevat gecompileerde programma's of bibliotheken ({ $count }, samen { $kilobytes } kB), zoals { $path }.
deb-23-found-output = Repository { $repository } bevat bestanden die een build schrijft ({ $count }, samen { $kilobytes } kB), zoals { $path }.
deb-23-found-packages = Repository { $repository } bevat bestanden van pakketten die een pakketbeheerder ophaalt ({ $count }, samen { $kilobytes } kB), zoals { $path }.
deb-23-found-archives = Repository { $repository } bevat grote archieven ({ $count }, samen { $kilobytes } kB), zoals { $path }.
deb-23-found-dumps = Repository { $repository } bevat grote bestanden met de inhoud van een database ({ $count }, samen { $kilobytes } kB), zoals { $path }.
deb-23-found-left = Repository { $repository } bevat bestanden die een editor of besturingssysteem achterliet ({ $count }, samen { $kilobytes } kB), zoals { $path }.
deb-23-works = De repositories bevatten geen gecompileerde programma's, opgehaalde pakketten of kopieën van databases.
deb-23-consequence = Klonen en bouwen worden trager, en op een dag vraagt iemand naar de herkomst of de licentie van een bestand dat niemand kan verklaren.
deb-23-consequence-output = Niets toont aan dat deze bestanden uit de bronnen ernaast zijn gebouwd: niemand kan een wijziging ervan nalezen, en klonen groeien bij elke build.
deb-23-remedy = Verwijder de bestanden uit de huidige toestand en sluit ze met een regel voortaan uit. Laat de build ophalen of maken wat hij nodig heeft. Zoek in kopieën van databases eerst naar gegevens van echte mensen.
deb-23-remedy-output = Worden ze bewust meegeleverd, laat de release ze dan uit de bronnen bouwen en daar toevoegen, of laat de pijplijn ze opnieuw bouwen en vergelijken. Verwijder ze anders uit de huidige toestand en sluit ze met een regel voortaan uit.

deb-24-title = Geen README die zegt wat dit is en hoe u het start
deb-24-found = Repository { $repository } heeft geen README.
deb-24-found-short = De README van repository { $repository } is heel kort (regels: { $lines }).
deb-24-works = Elke repository heeft een README (startpagina).
deb-24-consequence = Een nieuwe collega of leverancier verliest dagen vóór de eerste wijziging en hangt af van wie het zich nog herinnert.
deb-24-remedy = Laat wie het laatst is begonnen, het systeem vanaf nul installeren en elke stap opschrijven: wat het is en hoe u het start, test, uitbrengt en terugdraait.

prc-02-title = Wijzigingen die rechtstreeks op de hoofdbranch komen
prc-02-found = In repository { $repository } kwamen { $count } van de { $commits } wijzigingen van de laatste 12 maanden ({ $share }) op de hoofdbranch zonder spoor van een samenvoegverzoek.
prc-02-works = Wijzigingen komen via samenvoegverzoeken op de hoofdbranch (de versie van de code die geldt).
prc-02-consequence = Fouten en haastige omwegen gaan live zonder tweede blik, en niemand merkt ze voordat ze pijn doen.
prc-02-remedy = Bescherm de hoofdbranch bij de codehost: elke wijziging komt als samenvoegverzoek met één goedkeuring, ook die van de eigenaars; houd een beschreven weg voor noodgevallen.

prc-08-title = Geen automatische keten (pipeline) om de code te bouwen en te testen
prc-08-found = Repository { $repository } heeft geen pipeline die de code bouwt of test.
prc-08-found-untested = De pipelines van repository { $repository } bouwen of controleren de code, maar geen stap lijkt de tests te draaien.
prc-08-works = Een automatische keten (pipeline) bouwt en test de code van elke repository.
prc-08-consequence = Kapotte versies bereiken collega's en klanten, en elke release kost iemand een avond.
prc-08-remedy = Begin met één pipeline die elke wijziging bouwt en de bestaande tests draait, ook al zijn het er maar drie; maak er een voorwaarde voor samenvoegen van, en laat de pipeline daarna uitrollen.

prc-16-title = In productie brengen is handwerk
prc-16-found = Niets in repository { $repository } rolt uit of publiceert meer dan documenten: de pipelines stoppen vóór de gebruikers.
prc-16-works = Een automatische keten (pipeline) of een script brengt versies bij de gebruikers.
prc-16-consequence = Correcties wachten op de persoon die kan uitrollen, en een vergeten stap legt het systeem plat.
prc-16-remedy = Schrijf de stappen op als één commando, laat de pipeline het uitvoeren voor een testsysteem en daarna, na goedkeuring, voor productie; houd het commando bij dat één versie teruggaat.

prc-19-title = Releases die niet tot de code te herleiden zijn
prc-19-found = Repository { $repository } heeft { $commits } commits, de laatste van { $last }, en geen tag, wijzigingslijst of commit die een release aangeeft.
prc-19-found-stale = Repository { $repository } kreeg { $commits } commits in 12 maanden, en niets in de geschiedenis van de hoofdbranch geeft een release aan.
prc-19-works = Releases zijn tot de code te herleiden.
prc-19-consequence = Na een incident gaan dagen op aan uitzoeken welke versie waar draait, en teruggaan is gokken.
prc-19-remedy = Laat de pipeline die uitbrengt een tag zetten en toon de commit-id in het draaiende systeem; houd een lijst van wijzigingen bij die voor de gebruikers is geschreven.

prc-20-title = Wijzigingen die naar geen ticket verwijzen
prc-20-found = In repository { $repository } verwijzen { $count } van de { $commits } wijzigingen van de laatste 12 maanden ({ $share }) naar geen ticket en geen samenvoegverzoek.
prc-20-works = Wijzigingen verwijzen naar het ticket of het verzoek waar ze bij horen.
prc-20-consequence = Niemand kan nog zeggen wat een functie kostte of waarom iets werd gewijzigd, zodra de auteur het vergeten is.
prc-20-remedy = Laat de codehost het nummer van het verzoek in elke samenvoeging zetten en noem het ticket in het verzoek; kleine reparaties hebben geen eigen ticket nodig.

prc-21-title = Vastgelegde wijzigingen (commits) zonder reden, of met te veel tegelijk
prc-21-found = Van de laatste { $commits } commits in repository { $repository } ({ $from } tot { $to }) hebben er { $count } ({ $share }) een titel die niets zegt.
prc-21-found-bulk = Van de laatste { $commits } commits in repository { $repository } ({ $from } tot { $to }) wijzigen er { $count } ({ $share }) meer dan 30 bestanden tegelijk (een hernoemd bestand telt één keer; gegenereerde, verkleinde en binaire bestanden tellen niet mee).
prc-21-works = Vastgelegde wijzigingen (commits) zeggen waarvoor ze dienen.
prc-21-consequence = Later kan niemand nagaan waarom een regel er staat, en dus durft niemand hem weg te halen.
prc-21-consequence-bulk = Een fout is niet terug te voeren op het deel van de wijziging dat hem bracht, en wie zoveel tegelijk naleest, leest vluchtig.
prc-21-remedy = Spreek één zin per commit af die "deze wijziging zal" aanvult, met het nummer van het verzoek, en toon de regel in het reviewformulier.
prc-21-remedy-bulk = Spreek één doel per commit af: wat een hulpmiddel opmaakt of hernoemt komt alleen, en groot werk komt in stukken die iemand kan lezen; toon de regel in het reviewformulier.

prc-26-title = Fouten in productie bereiken niemand
prc-26-found = Repository { $repository } gebruikt het webframework { $framework }, en niets erin meldt fouten aan iemand.
prc-26-works = Elke webapplicatie bevat een pakket dat fouten of traces meldt.
prc-26-consequence = Klanten lopen weken tegen fouten aan voordat u ervan hoort, en dan kan niemand ze nabootsen.
prc-26-remedy = Voeg een programma toe dat fouten registreert (als dienst of zelf gehost), zonder persoonsgegevens in de meldingen; spreek af wie elke dag nieuwe fouten leest en koppel elke fout aan een ticket.

prc-28-title = Bewaking die niemand waarschuwt
prc-28-found = Repository { $repository } configureert bewaking ({ $path }) en bevat geen regel die iemand waarschuwt.
prc-28-works = De bewaking heeft regels die iemand waarschuwen.
prc-28-consequence = Een storing op vrijdagavond duurt tot maandag, of tot een klant belt.
prc-28-remedy = Schrijf een handvol regels over wat klanten merken (fouten, traagheid, een volle schijf, een verlopen certificaat), elk met een eigenaar en wat te doen, en bewaar ze naast de configuratie.

sec-01-title = Geheimen (wachtwoorden, sleutels) in de code
sec-01-found-cloud-key = { $path } bevat { $count ->
    [one] een sleutel
   *[other] minstens { $count } sleutels
 } van een account bij { $provider } ({ $masked }).
sec-01-found-private-key = { $path } bevat { $count ->
    [one] een privésleutel
   *[other] minstens { $count } privésleutels
 } zonder wachtwoord ({ $masked }).
sec-01-found-ended-key = { $path } bevat { $count ->
    [one] een privésleutel
   *[other] minstens { $count } privésleutels
 } zonder wachtwoord ({ $masked }); het certificaat met dezelfde naam ernaast is op { $ended } verlopen.
sec-01-found = { $path } bevat { $count ->
    [one] een token
   *[other] minstens { $count } tokens
 } van { $provider } ({ $masked }).
sec-01-found-password = { $path } bevat { $count ->
    [one] het wachtwoord
   *[other] minstens { $count } wachtwoorden
 } van een dienst die anderen kunnen bereiken ({ $masked }).
sec-01-found-signing-key = { $path } bevat de sleutel waarmee { $provider } sessies ondertekent ({ $masked }).
sec-01-found-restricted-key = { $path } bevat { $count ->
    [one] een sleutel
   *[other] minstens { $count } sleutels
 } van { $provider } ({ $masked }); of die tot dit gebruik beperkt is, is hier niet te zien.
sec-01-found-generic = { $path } bevat wat lijkt op { $count ->
    [one] een wachtwoord of sleutel
   *[other] minstens { $count } wachtwoorden of sleutels
 } ({ $masked }).
sec-01-found-aside = Tests, documenten en voorbeelden van repository { $repository } bevatten geheimen die op echte lijken, op minstens { $count ->
    [one] één plaats
   *[other] { $count } plaatsen
 }.
sec-01-found-lesson = Repository { $repository } zegt van zichzelf dat het met opzet onveilig is, om mee te leren ({ $path }, regel { $line }); { $count ->
    [one] minstens één geheim is er aan zijn vorm of naam herkend
   *[other] minstens { $count } geheimen zijn er aan hun vorm of naam herkend
}: in de regel deel van de les; of er een ook elders wordt gebruikt, is hier niet te zien.
sec-01-works = { $count ->
    [one] Eén tekstbestand is bekeken
   *[other] { $count } tekstbestanden zijn bekeken
 }: geen enkel bevat een geheim (wachtwoord of sleutel) dat aan zijn vorm te herkennen is.
sec-01-works-beside = { $count ->
    [one] Eén tekstbestand is bekeken
   *[other] { $count } tekstbestanden zijn bekeken
 }; naast { $beside ->
    [one] één privésleutel
   *[other] { $beside } privésleutels
 } van tests of met een verlopen certificaat bevat geen enkel een geheim (wachtwoord of sleutel) dat aan zijn vorm te herkennen is.
sec-01-consequence = Wie ooit een kopie van de code had, kan in uw naam en op uw kosten handelen tot het geheim is vervangen.
sec-01-consequence-ended-key = Als dezelfde sleutel ook voor het volgende certificaat is gebruikt, kan iedereen die de code heeft zich voor uw server uitgeven.
sec-01-consequence-signing-key = Wie deze sleutel kent, kan zonder wachtwoord inloggen als elke gebruiker.
sec-01-consequence-restricted-key = Vreemden kunnen de sleutel zelf gebruiken, en u krijgt de rekening, tenzij hij aan uw eigen sites en apps gebonden is.
sec-01-consequence-lesson = Als een ervan ook elders wordt gebruikt, heeft iedereen met de code het.
sec-01-consequence-aside = Als een ervan echt is, heeft iedereen met de code het; en echte vallen er niet tussen op.
sec-01-remedy = Vervang eerst het geheim: wat in de code stond, geldt als bekend. Bewaar het nieuwe buiten de code, en laat een controle het volgende weigeren voor het erin komt.
sec-01-remedy-ended-key = Ga na dat geen certificaat van vandaag deze sleutel heeft, en haal hem dan uit de code.
sec-01-remedy-restricted-key = Bind de sleutel bij de leverancier aan uw eigen sites, apps en diensten, en stel een limiet in.
sec-01-remedy-lesson = Ga na dat geen ervan elders wordt gebruikt, en draai deze software alleen waar niemand anders dan wie leert erbij kan.
sec-01-remedy-aside = Ga na dat geen ervan iets opent; maak ze aan tijdens de tests, of markeer ze als verzonnen.

sec-02-title = Geheimen in vroegere versies van de code
sec-02-found = { $path } bevatte { $class ->
    [cloud-key] een sleutel van een account bij { $provider }
    [private-key] een privésleutel zonder wachtwoord
    [password] het wachtwoord van een dienst die anderen kunnen bereiken
    [signing-key] de sleutel waarmee { $provider } sessies ondertekent
    [restricted-key] een sleutel van { $provider }
   *[token] een token van { $provider }
 } ({ $masked }) van { $came } tot { $left }, { $days ->
    [one] één dag
   *[other] { $days } dagen
 }{ $times ->
    [one] {""}
   *[other] {" "}in { $times } periodes
 }; de geschiedenis bevat dit geheim nog.
sec-02-found-open = { $path } bevatte { $class ->
    [cloud-key] een sleutel van een account bij { $provider }
    [private-key] een privésleutel zonder wachtwoord
    [password] het wachtwoord van een dienst die anderen kunnen bereiken
    [signing-key] de sleutel waarmee { $provider } sessies ondertekent
    [restricted-key] een sleutel van { $provider }
   *[token] een token van { $provider }
 } ({ $masked }) sinds { $came }; dit geheim staat niet meer in de bestanden van vandaag, welke commit het wegnam, is niet te achterhalen, en de geschiedenis bevat het nog.
sec-02-found-aside = Vroegere tests, documenten en voorbeelden van repository { $repository } bevatten { $count ->
    [one] één geheim dat op een echt lijkt
   *[other] { $count } geheimen die op echte lijken
 }.
sec-02-works = Elke versie van elk tekstbestand is bekeken, voor zover leesbaar: geen enkele bevat een geheim dat niet in de bestanden van vandaag staat.
sec-02-consequence = Wie ooit een kopie van de repository had, kan het geheim gebruiken tot het is vervangen, ook vroegere medewerkers en leveranciers.
sec-02-consequence-aside = Als een ervan echt was, heeft iedereen met een kopie van de repository het.
sec-02-remedy = Vervang het geheim waar het iets opent: alleen dat helpt. De geschiedenis herschrijven loont zelden, want kopieën blijven. Laat daarna een controle het volgende weigeren voordat het erin komt.
sec-02-remedy-aside = Ga na dat geen ervan iets opent; vervang wat wel iets opent.

sec-05-title = Niets stelt updates van onderdelen van buiten (afhankelijkheden) voor
sec-05-found = Repository { $repository } noemt afhankelijkheden ({ $count }), en geen programma stelt hun updates voor.
sec-05-found-retired = Repository { $repository } noemt afhankelijkheden ({ $count }); { $path } is een configuratie van Dependabot die de host sinds 2021 niet meer leest, en geen ander programma stelt hun updates voor.
sec-05-found-lesson = Repository { $repository } noemt afhankelijkheden ({ $count }), { $retired ->
    [yes] en geen ander programma stelt hun updates voor dan Dependabot met { $config }, dat zijn host sinds 2021 niet meer leest
   *[no] en geen programma stelt hun updates voor
 }. Het zegt van zichzelf dat het met opzet onveilig is, om mee te leren ({ $path }, regel { $line }): verouderde onderdelen kunnen deel van de les zijn.
sec-05-works = In elke repository stelt een programma updates van afhankelijkheden voor.
sec-05-consequence = Een bekend lek in een afhankelijkheid blijft in uw product tot iemand er toevallig over leest.
sec-05-consequence-lesson = Wat geen deel van de les is, veroudert mee met wat dat wel is, en niemand kan de twee uit elkaar houden.
sec-05-remedy = Zet Dependabot of Renovate aan met gegroepeerde wekelijkse updates, laat de pipeline ze testen en spreek af wie ze samenvoegt.
sec-05-remedy-lesson = Schrijf op welke onderdelen met opzet verouderd zijn, en zet Dependabot of Renovate aan voor de andere.

sec-06-title = Stappen van derden die onder een vaste naam kunnen veranderen
sec-06-found = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
 }.
sec-06-found-builds = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. In dezelfde taak wordt geen geheim genoemd buiten het token van de host, en het bestand vraagt geen schrijfrecht bij die host.
sec-06-found-runs = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. In dezelfde taak wordt geen geheim genoemd buiten het token van de host, en het bestand vraagt geen schrijfrecht bij die host.
sec-06-found-undeclared = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. In dezelfde taak wordt geen geheim genoemd buiten het token van de host; het bestand zegt niet wat dat token mag.
sec-06-found-undeclared-builds = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. In dezelfde taak wordt geen geheim genoemd buiten het token van de host; het bestand zegt niet wat dat token mag.
sec-06-found-writes = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. Het token van dat bestand mag schrijven.
sec-06-found-writes-by-step = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. Het bestand zegt niet wat zijn token mag, maar een stap ervan schrijft bij de host ({ $writer }).
sec-06-found-writes-sign-in = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. Het token van dat bestand mag schrijven, en het bestand mag er een vragen waarmee het elders aanmeldt (`id-token`).
sec-06-found-sign-in = { $path } gebruikt { $count ->
    [one] één actie of herbruikbare workflow van een derde onder een naam die verplaatst kan worden: { $example }
   *[other] { $count } acties of herbruikbare workflows van derden onder een naam die verplaatst kan worden, bijvoorbeeld { $example }
}. In dezelfde taak wordt geen geheim genoemd buiten het token van de host, en die taak vraagt geen schrijfrecht bij die host; wel mag ze een token vragen waarmee ze elders aanmeldt (`id-token`).
sec-06-works = Geen actie van derden wordt gebruikt onder een naam die verplaatst kan worden (containerimages worden niet bekeken).
sec-06-consequence = Als een van deze projecten wordt gekaapt, leest de nieuwe code bij de volgende run de geheimen van uw pipeline.
sec-06-consequence-builds = Als een van deze projecten wordt gekaapt, draait de nieuwe code bij de volgende run in uw builds en kan ze wijzigen wat die testen en bouwen.
sec-06-consequence-runs = Als een van deze projecten wordt gekaapt, draait de nieuwe code bij de volgende run in uw pipeline.
sec-06-consequence-undeclared = Als een van deze projecten wordt gekaapt, draait de nieuwe code bij de volgende run in uw pipeline, met alle rechten die uw host geeft aan een token waarover het bestand niets zegt.
sec-06-consequence-undeclared-builds = Als een van deze projecten wordt gekaapt, draait de nieuwe code bij de volgende run in uw builds en kan ze wijzigen wat die testen en bouwen, met alle rechten die uw host geeft aan een token waarover het bestand niets zegt.
sec-06-consequence-writes = Als een van deze projecten wordt gekaapt, schrijft de nieuwe code bij de volgende run bij de host van uw code: alles wat het token van deze pipeline mag schrijven.
sec-06-consequence-writes-by-step = Als een van deze projecten wordt gekaapt, schrijft de nieuwe code bij de volgende run bij de host van uw code: alles wat het token van deze pipeline mag schrijven.
sec-06-consequence-writes-sign-in = Als een van deze projecten wordt gekaapt, schrijft de nieuwe code bij de volgende run bij de host van uw code alles wat het token van deze pipeline mag schrijven, en kan ze zich aanmelden overal waar deze pipeline zonder wachtwoord binnen mag.
sec-06-consequence-sign-in = Als een van deze projecten wordt gekaapt, draait de nieuwe code bij de volgende run in uw pipeline en kan ze zich aanmelden overal waar deze pipeline zonder wachtwoord binnen mag.
sec-06-remedy = Vervang elke tag door de volledige commit-hash (vingerafdruk) met de tag als commentaar, en laat de update-bot die bijwerken.

sec-07-title = Automatische ketens (pipelines) met meer rechten dan nodig
sec-07-found = { $path } geeft zijn token het recht om alles te schrijven.
sec-07-found-undeclared = In repository { $repository } { $count ->
    [one] heeft één workflow (reeks automatische stappen)
   *[other] hebben { $count } workflows (reeksen automatische stappen)
 } een taak die niet zegt wat haar toegangstoken mag; daar geldt de instelling van de host, die voor nieuwe projecten alleen lezen toestaat en voor oude niet.
sec-07-works = Elke workflow (reeks automatische stappen) zegt wat zijn toegangstoken mag, en geen enkele mag alles schrijven.
sec-07-consequence = Eén kwaadaardig onderdeel van buiten in een bouwstap is genoeg om uw broncode en uw releases te wijzigen.
sec-07-remedy = Zet `permissions: contents: read` bovenaan elke workflow en geef elke taak alleen de rechten die ze nodig heeft; zet de standaard van de organisatie op alleen lezen.

sec-08-title = Een automatische keten (pipeline) die code van vreemden met uw rechten draait
sec-08-found = { $path } haalt op of draait wat een vreemde heeft voorgesteld, met een token dat mag schrijven of waarvan de rechten niet zijn aangegeven (regel { $line }).
sec-08-found-read = { $path } haalt op of draait wat een vreemde heeft voorgesteld, met een token dat mag lezen (regel { $line }); geheimen die deze taak krijgt, liggen binnen bereik.
sec-08-works = Geen reeks automatische stappen (workflow) draait code van vreemden met de rechten van de repository.
sec-08-consequence = Een vreemde kan de geheimen van uw pipeline nemen of uw releases wijzigen door een wijziging voor te stellen.
sec-08-remedy = Bouw voorstellen op `pull_request` zonder geheimen; laat een tweede workflow, die ze nooit ophaalt, het resultaat gebruiken. Vraag tot dan een goedkeuring vóór elke run.

sec-09-title = Geen programma zoekt lekken in de code
sec-09-found = Niets in repository { $repository } onderzoekt de { $lines } regels broncode op beveiligingslekken.
sec-09-works = Een programma zoekt beveiligingslekken in de code van elke repository.
sec-09-consequence = Bekende soorten lekken worden het eerst gevonden door een aanvaller of een betaalde tester.
sec-09-remedy = Laat in de pipeline een analyse lopen die de hoofdtaal leest: CodeQL of die van de codehost waar ze dat doen, Semgrep waar ze dat niet doen (PHP bijvoorbeeld); accepteer wat er is als uitgangspunt en laat alleen nieuwe vondsten een wijziging tegenhouden.

sec-11-title = Geen lijst van de onderdelen van een versie
sec-11-found = Repository { $repository } brengt versies uit, en voor een versie wordt geen stuklijst van onderdelen (SBOM) geschreven.
sec-11-works = De pipelines die uitbrengen, noteren de onderdelen van elke versie.
sec-11-consequence = Na een gepubliceerd lek gaan dagen op aan uitzoeken welke klanten de getroffen versie draaien.
sec-11-remedy = Laat de pipeline die uitbrengt een CycloneDX- of SPDX-bestand schrijven en bewaar het naast elke versie.

sec-13-title = Nergens staat hoe u een lek meldt
sec-13-found = Repository { $repository } heeft geen bestand met beveiligingsbeleid (SECURITY.md). Geen deel van de README of van de handleiding voor bijdragers gaat over het melden van lekken. Beleid van de hele organisatie is van hieruit niet te zien.
sec-13-works = Elke repository zegt hoe u een lek meldt.
sec-13-consequence = Misschien hoort u pas van een lek als het is gepubliceerd of misbruikt.
sec-13-remedy = Voeg een SECURITY.md toe met één contact, de tijd waarin u antwoordt en de versies die u nog herstelt; spreek af wie die mailbox leest en wie hem of haar vervangt.

sec-14-title = Onderdelen onder een licentie die het hele product raakt
sec-14-found = { $name } in repository { $repository } valt onder { $licence }, en het product niet.
sec-14-found-with = { $name } in repository { $repository } valt onder { $licence } en brengt { $parts } mee, ook onder zo'n licentie; het product valt er niet onder.
sec-14-found-brought = { $name } in repository { $repository } brengt { $parts } mee, onder { $licence }, en het product valt daar niet onder.
sec-14-works = Geen van de { $count } pakketten met een vermelde licentie eist de broncode van het geheel op.
sec-14-consequence = Een klant, een concurrent of een koper kan uw broncode opvragen, of een verkoop tegenhouden tot het onderdeel weg is.
sec-14-remedy = Zoek uit hoe het onderdeel wordt gebruikt en of het aan derden wordt geleverd; vervang het dan, koop een commerciële licentie of zonder het af, met het schriftelijke advies van een jurist.

sec-15-title = De licentie van de eigen code is onduidelijk
sec-15-found = Repository { $repository } publiceert { $name } en vermeldt geen licentie.
sec-15-found-two = In repository { $repository } vermeldt { $path } { $licence }, terwijl het licentiebestand een tekst van { $family } bevat.
sec-15-works = De licentie van de eigen code is vermeld, en op één manier.
sec-15-consequence = Voorzichtige klanten blijven weg, en bij een geschil of een verkoop kost de vraag weken.
sec-15-remedy = Kies met de eigenaar van de rechten één licentie, zet de volledige tekst in de hoofdmap en de SPDX-naam in elk manifest.

sec-32-title = Uitrolbestanden die te veel openzetten
sec-32-found = { $path } laat { $subjects } met alle rechten draaien: zo'n container heeft volledige macht over zijn machine.
sec-32-found-host = { $path } laat { $subjects } het netwerk of de processen van de host delen.
sec-32-found-socket = { $path } geeft de containersocket aan { $subjects }: daarmee is alles op de machine te starten.
sec-32-found-password = { $path } geeft { $subjects } geen wachtwoord, of een dat iedereen eerst probeert.
sec-32-found-port = { $path } opent { $subjects } voor het hele internet (poort { $value }).
sec-32-found-public = { $path } maakt { $subjects } openbaar.
sec-32-works = De uitrolbestanden ({ $count } gelezen) zetten niets open van wat is gezocht.
sec-32-consequence = Een lek in een van deze diensten kan de hele machine kosten.
sec-32-consequence-host = Wie in een van deze diensten inbreekt, ziet en bereikt wat er verder op de machine draait.
sec-32-consequence-password = Waar dit bestand binnen het bereik van anderen wordt gebruikt, kan iedereen de gegevens lezen en wijzigen.
sec-32-consequence-port = Iedereen op het internet kan dag en nacht proberen binnen te komen; één lek of één uitgelekt wachtwoord is genoeg.
sec-32-consequence-public = Vreemden bereiken de gegevens rechtstreeks; één verkeerde instelling of één uitgelekt wachtwoord en ze zijn kwijt.
sec-32-remedy = Haal de regel weg en kijk wat breekt; geef losse rechten in plaats van alle.
sec-32-remedy-password = Houd het wachtwoord buiten de repository, zonder standaardwaarde, en wijzig het overal waar het werd gebruikt.
sec-32-remedy-port = Sluit de poort voor de wereld: bereik machines en databases via een privénetwerk, of alleen vanaf genoemde adressen.
sec-32-remedy-public = Haal het openbare adres of het schrijfrecht weg en bereik de gegevens via een privénetwerk.

tea-01-title = Een component die heel weinig mensen kennen
tea-01-found-thin = { $orphans } van de { $files } bronbestanden met 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } hebben geen actieve hoofdauteur, en weinig mensen kennen de rest: busfactor { $factor } ({ $ever } als iedereen telt die er ooit aan werkte).
tea-01-found-thin-many = { $orphans } van de { $files } bronbestanden met 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } hebben geen actieve hoofdauteur, en weinig mensen kennen de rest: busfactor { $factor }. Met dezelfde factor: { $count ->
    [one] één component
   *[other] { $count } componenten
 } ({ $components }).
tea-01-found = Zonder { $people } heeft meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } geen actieve hoofdauteur meer (vandaag al zonder: { $orphans }): busfactor { $factor } ({ $ever } als iedereen telt die er ooit aan werkte).
tea-01-found-many = Zonder { $people } heeft meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } geen actieve hoofdauteur meer (vandaag al zonder: { $orphans }): busfactor { $factor }. Hetzelfde geldt voor { $count ->
    [one] één component
   *[other] { $count } componenten
 } ({ $components }).
tea-01-found-gone = Meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } heeft geen actieve hoofdauteur meer: busfactor 0 ({ $ever } als iedereen telt die er ooit aan werkte).
tea-01-found-gone-many = Meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } heeft geen actieve hoofdauteur meer: busfactor 0. Hetzelfde geldt voor { $count ->
    [one] één component
   *[other] { $count } componenten
 } ({ $components }).
tea-01-found-small-team = Zonder { $people } heeft meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } geen actieve hoofdauteur meer (vandaag al zonder: { $orphans }): busfactor { $factor } ({ $ever } als iedereen telt die er ooit aan werkte). In een team van twee is dat te verwachten; wat kan, is een geschreven overdracht.
tea-01-found-small-team-many = Zonder { $people } heeft meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } geen actieve hoofdauteur meer (vandaag al zonder: { $orphans }): busfactor { $factor }. Met dezelfde factor: { $count ->
    [one] één component
   *[other] { $count } componenten
 } ({ $components }). In een team van twee is dat te verwachten; wat kan, is een geschreven overdracht.
tea-01-found-one = { $people } schreef { $share } van de commits van de laatste 12 maanden: zonder deze persoon heeft meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } geen actieve hoofdauteur meer (vandaag al zonder: { $orphans }): busfactor { $factor } ({ $ever } als iedereen telt die er ooit aan werkte).
tea-01-found-one-many = { $people } schreef { $share } van de commits van de laatste 12 maanden: zonder deze persoon heeft meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } geen actieve hoofdauteur meer (vandaag al zonder: { $orphans }): busfactor { $factor }. Met dezelfde factor: { $count ->
    [one] één component
   *[other] { $count } componenten
 } ({ $components }).
tea-01-found-system = Zonder { $people } heeft meer dan de helft van de { $files } bronbestanden van 20 regels code of meer in { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(nog één, dat alleen brede commits wijzigden, telt niet mee)
   *[other] {" "}(nog { $unknown }, die alleen brede commits wijzigden, tellen niet mee)
 } geen actieve hoofdauteur meer (vandaag al zonder: { $orphans }): busfactor { $factor }. Met dezelfde factor: { $count ->
    [one] één component
   *[other] { $count } componenten
 } ({ $components }).
tea-01-works = Er zouden minstens { $factor } mensen moeten vertrekken voordat het werk aan het systeem stilvalt.
tea-01-consequence = Als een van deze mensen vertrekt, stoppen wijzigingen aan dit deel of worden ze drie tot negen maanden lang giswerk.
tea-01-consequence-gone = Schattingen van wijzigingen kloppen hier niet, en herstellingen duren een veelvoud van wat ze zouden moeten.
tea-01-consequence-gone-many = Schattingen van wijzigingen kloppen hier niet, en herstellingen duren een veelvoud van wat ze zouden moeten.
tea-01-remedy = Geef de volgende wijzigingen van dit deel aan iemand anders, met iemand ernaast die het kent; doe dat eerst voor de delen die geld opbrengen. Neem pas iemand aan als kennis delen niet genoeg is.

tea-02-title = Code waarvan de hoofdauteur weg is
tea-02-found = { $share } van de { $lines } regels code van { $component } waarvan de auteurs bekend zijn, staat in bestanden waarvan de hoofdauteur in 12 maanden minder dan drie keer iets vastlegde en waarvan niemand die nog actief is een kwart van de wijzigingen maakte, niet in totaal en niet, met minstens drie, in de laatste 24 maanden; wijzigingen van deze bestanden in de laatste 12 maanden, zonder grote rondes: { $revisions }{ $left_out ->
    [0] {""}
   *[other] ; { $left_out } andere regels, die met grote imports kwamen, tellen niet mee
 }{ $data ->
    [0] {""}
   *[other] ; { $data } andere regels zijn gegevens of declaraties zonder vertakkingen en tellen niet mee
 }.
tea-02-found-old-clone = In de bekeken geschiedenis heeft niemand iets vastgelegd sinds { $last }: { $share } van de { $lines } regels code van { $component } waarvan de auteurs bekend zijn, staat in bestanden waarvan de hoofdauteur in 12 maanden minder dan drie keer iets vastlegde en waarvan niemand die nog actief is een kwart van de wijzigingen maakte, niet in totaal en niet, met minstens drie, in de laatste 24 maanden; wijzigingen van deze bestanden in de laatste 12 maanden, zonder grote rondes: { $revisions }{ $left_out ->
    [0] {""}
   *[other] ; { $left_out } andere regels, die met grote imports kwamen, tellen niet mee
 }{ $data ->
    [0] {""}
   *[other] ; { $data } andere regels zijn gegevens of declaraties zonder vertakkingen en tellen niet mee
 }.
tea-02-found-dormant = In de bekeken geschiedenis heeft niemand iets vastgelegd sinds { $last }: ofwel ligt het werk stil, ofwel is de kloon oud of leeft een andere branch voort. Wie { $system } overneemt vindt { $lines } regels code en moet mensen zoeken die ze kennen.
tea-02-found-spread = { $share } van de bronregels staat in bestanden waarvan de hoofdauteur in 12 maanden minder dan drie keer iets vastlegde en waarvan niemand die nog actief is een kwart van de wijzigingen maakte, niet in totaal en niet, met minstens drie, in de laatste 24 maanden.
tea-02-works = Iemand die nog actief is kent de meeste code: { $share } van de regels heeft niemand meer.
tea-02-consequence = Schattingen van wijzigingen kloppen hier niet, en herstellingen duren een veelvoud van wat ze zouden moeten.
tea-02-remedy = Waar de code volgend jaar verandert: bevraag de vroegere auteurs twee uur zolang ze nog antwoorden, schrijf tests voor wat ze doet, wijs een nieuwe eigenaar aan. Laat de rest met rust.

tea-03-title = Bestanden die vaak veranderen, en maar door één persoon
tea-03-found = In { $component } zijn bestanden ({ $count }) in 24 maanden drie keer of meer gewijzigd, door één persoon alleen ({ $share } van de wijzigingen daar); als eerste te delen is { $path }, bekend bij { $person }.
tea-03-works = De meeste wijzigingen raken bestanden waaraan meerdere mensen werken; { $share } raakt bestanden van één persoon.
tea-03-consequence = Vakantie of ziekte van één persoon houdt de vraag van een klant tegen, en niemand kan die wijzigingen nakijken.
tea-03-remedy = Laat iemand anders elke wijziging van deze bestanden nakijken en er daarna één op de drie maken; begin met het genoemde bestand.

tea-04-title = Componenten die vooral door losse handen veranderen
tea-04-found = In component { $component } kwam { $share } van de { $changes } wijzigingen aan bronbestanden in 24 maanden (grote rondes niet meegeteld) van { $people } mensen die elk minder dan { $limit } ervan maakten.
tea-04-works = Elke drukke component verandert vooral door mensen die hem goed kennen.
tea-04-consequence = De component drijft af: elke hand voegt een eigen manier toe, en niemand voelt zich verantwoordelijk voor het geheel.
tea-04-remedy = Wijs voor de component twee mensen aan van wie elke wijziging een goedkeuring nodig heeft, en geef hun er de tijd voor.

tea-10-title = Veel werk 's avonds en in het weekend
tea-10-found = { $share } van de { $commits } commits van de laatste 12 maanden die de tijd van hun auteur dragen, is 's avonds, 's nachts of in het weekend geschreven, volgens de klok van de { $people } mensen die ze schreven.
tea-10-works = Het meeste werk gebeurt in de uren van een werkdag.
tea-10-consequence = Mensen raken moe en vertrekken, en wat om middernacht is geschreven, komt terug als fout.
tea-10-remedy = Vraag het team als geheel wat het werk buiten de dag duwt: releases, storingen, deadlines of vrije keuze. Verander het plan, niet de mensen.

tea-11-title = Veel vaste krachten zijn gestopt
tea-11-found = Van { $people } mensen die in het voorlaatste jaar geregeld bijdroegen, hebben { $left } ({ $share }) de laatste 12 maanden niets meer bijgedragen.
tea-11-works = De meeste mensen die een jaar geleden geregeld bijdroegen, doen dat nog.
tea-11-consequence = Het plan rekent op mensen die nog leren, en voor oude code is er niemand meer om iets te vragen.
tea-11-remedy = Vraag waarom mensen vertrokken voordat u nieuwe zoekt; laat opschrijven en delen wat de volgende vertrekker weet, en reken voor nieuwkomers in maanden, niet in weken.

tea-15-title = Eigenaars genoemd voor paden die weg zijn
tea-15-found = In repository { $repository } { $count ->
    [one] past één van de { $rules } regels
   *[other] passen { $count } van de { $rules } regels
 } van { $path } op geen enkel bestand.
tea-15-works = Elke regel die eigenaars noemt, past op bestanden.
tea-15-consequence = Wijzigingen gaan erin zonder de mensen die ze hadden moeten zien, en iedereen gelooft dat die gekeken hebben.
tea-15-remedy = Loop de lijst één keer met het team door, noem teams in plaats van personen, en laat de pipeline falen als een regel op niets past.

tea-05-title = Veel werk komt van mensen van buiten
tea-05-found = { $share } van de { $commits } commits van de laatste 12 maanden met een adres van een organisatie komt van buiten { $own }, de meeste van { $domain } ({ $part }).
tea-05-works = Het meeste werk gebeurt door mensen van het bedrijf.
tea-05-consequence = Loopt het contract af, dan is ook de kennis weg; tot dan bepaalt de leverancier prijs en tempo.
tea-05-remedy = Eis in het contract reviews door uw eigen mensen, documenten en een overdracht die is getest; laat iemand van het bedrijf meewerken aan wat geld opbrengt.

# Textes des documents pour la direction. Les clés et les variables sont les mêmes dans chaque langue ; un test y veille.
# En français, [one] vaut aussi pour 0 : le nombre y est donc écrit, sauf là où [0] a son propre texte.

# Mots communs à tous les documents.
word-evidence = Preuves
word-page = page
word-of = sur
word-done = terminé
word-on-track = dans les temps
word-at-risk = à risque
word-late = en retard
word-planned = planifié
word-unknown = inconnu
word-grade = Note
list-also = {" ; "}
list-and = { $first } et { $last }

dimension-architecture = Architecture
dimension-debt = Dette technique
dimension-process = Processus de développement
dimension-security = Sécurité
dimension-team = Équipe
letter-a = très bon
letter-b = bon
letter-c = moyen
letter-d = mauvais
letter-e = critique
letter-none = pas de note
coverage = { $share } examinés : { $word }
coverage-narrow = une petite part
coverage-partial = une partie
coverage-broad = l'essentiel

severity-critical = critique
severity-high = élevée
severity-medium = moyenne
severity-low = faible

part-now = Maintenant : les trois premiers mois
part-next = Ensuite : du quatrième au neuvième mois
part-later = Plus tard dans le plan

days = { $high ->
    [one] { $high } jour de travail
   *[other] { $high } jours de travail
}
days-range = { $high ->
    [one] { $low } à { $high } jour de travail
   *[other] { $low } à { $high } jours de travail
}
money-range = { $low } à { $high }
person-cto = directeur technique (CTO)

# Sur quoi repose chaque affirmation.
ref-finding = Constat { $check }, urgence { $severity } : { $text }
ref-grade = Note « { $dimension } » : { $score } points sur 100 ; réponse obtenue pour { $assessed } contrôles sur { $applicable }
ref-works = Le contrôle { $check } n'a rien trouvé à corriger
ref-brief = Note de cadrage de { $company }, { $id } : { $title }
ref-initiative = Feuille de route, { $id } (constats traités : { $findings }) ; voir roadmap.json
ref-forecast = Prévision : le plan a été simulé { $runs } fois (tirage n° { $seed }) ; voir roadmap.json
ref-coverage = Catalogue de 135 contrôles ; la liste figure dans audit.html sous « What was not read »

# (a) L'audit pour la direction.
audit-title = Audit du système { $system }
audit-subtitle = { $company }, pour les personnes qui décident. État du code : { $date }
audit-foot = Audit du système { $system }, { $date }
audit-answer-weak = L'aspect le plus faible de votre système, « { $dimension } », est jugé { $word }.
audit-answer-even = Tous les aspects de votre système qui ont pu être jugés sont au même niveau : { $word }.
audit-answer-none = Trop peu d'éléments ont pu être examinés pour donner une note.
audit-answer-found = { $count ->
    [0] Rien de ce qui a été examiné n'est à corriger.
    [one] Un point est à corriger.
   *[other] { $count } points sont à corriger, dont { $urgent } dans les six mois.
}
audit-answer-plan = Le plan joint à ce rapport demande { $days } en { $months } mois.
audit-answer-cost = Ce travail coûte de { $money }.
audit-grades = L'état de santé du système
audit-grades-how = A signifie très bon, E signifie critique. À côté de chaque note figure la part qui a pu être examinée : ce qui ne l'a pas été ne compte ni pour ni contre.
audit-works = Ce qui fonctionne
audit-works-none = Aucun des contrôles ayant donné une réponse n'a trouvé tout en ordre.
audit-risks = Ce qui peut nuire à l'entreprise
audit-risks-how = Les chantiers les plus importants, d'après ce que coûte l'attente. Chaque ligne dit ce qui se passe aujourd'hui.
audit-risks-none = Aucun chantier répondant à vos problèmes et objectifs n'a été trouvé.
audit-risk-cost = Attendre coûte de { $money } par mois.
audit-risk-unpriced = Ce que coûte l'attente n'est pas connu : aucun montant n'a été indiqué pour le problème ou l'objectif concerné.
audit-findings = Les constats les plus urgents
audit-findings-how = Un constat de chaque sorte, le plus grave en premier. Tous les autres figurent dans audit.html.
audit-column-finding = Constat
audit-column-severity = Urgence
audit-column-effort = Jours de travail
audit-costs = Ce qu'il en coûte d'agir, et d'attendre
audit-costs-caption = Les premiers chantiers ({ $count }), classés d'après ce qu'ils rapportent par jour de la compétence la plus rare
audit-column-work = Chantier
audit-column-days = Jours de travail
audit-column-money = Coût
audit-column-waiting = Coût de l'attente, par mois
audit-costs-no-rates = Les montants sont omis : la note de cadrage ne donne pas tous les tarifs. Les jours sont les jours de travail d'une personne.
audit-costs-total = Ensemble des travaux planifiés : { $days }.
audit-costs-total-money = Ensemble des travaux planifiés : { $days }, { $money }.
audit-unseen = Ce que nous n'avons pas examiné
audit-unseen-how = Un audit du code voit le code et son historique. Pour le reste, il faut des accès ou des réponses :
audit-unseen-platform = { $count ->
    [one] { $count } contrôle demande
   *[other] { $count } contrôles demandent
} un accès aux outils où le code est hébergé, construit et planifié.
audit-unseen-operations = { $count ->
    [one] { $count } contrôle demande
   *[other] { $count } contrôles demandent
} un accès à ce qui tourne : serveurs, surveillance, sauvegardes.
audit-unseen-people = { $count ->
    [one] { $count } contrôle demande
   *[other] { $count } contrôles demandent
} d'interroger des personnes.
audit-unseen-repository = { $count ->
    [one] { $count } contrôle du code n'existe
   *[other] { $count } contrôles du code n'existent
} pas encore.
audit-unseen-gaps = { $count ->
    [0] Tous les fichiers de l'état audité ont pu être lus.
    [one] Une partie du code ou de son historique n'a pas pu être lue ; audit.html la nomme.
   *[other] { $count } parties du code ou de son historique n'ont pas pu être lues ; audit.html les nomme.
}

# (b) La feuille de route.
roadmap-title = Feuille de route pour { $company }
roadmap-subtitle = { $months } mois, du { $from } au { $to }. D'après l'audit du système { $system }, état au { $date }
roadmap-foot = Feuille de route pour { $company }, du { $from } au { $to }
roadmap-answer = { $count ->
    [0] Aucun chantier n'a pu être planifié.
    [one] Un chantier est planifié.
   *[other] { $count } chantiers sont planifiés.
}
roadmap-answer-served = { $served ->
    [0] D'après ce que l'on sait aujourd'hui, les travaux ne seront terminés à temps pour aucun de vos { $all } problèmes et objectifs.
   *[other] D'après ce que l'on sait aujourd'hui, les travaux seront terminés à temps pour { $served } de vos { $all } problèmes et objectifs.
}
roadmap-answer-done = Il y a une chance sur deux que tout soit terminé le { $p50 }, et 85 chances sur 100 que tout le soit le { $p85 }.
roadmap-answer-beyond = Une partie pourrait ne pas être terminée, même en deux fois la durée du plan : on demande trop à trop peu de personnes.
roadmap-promises = Ce que vous obtenez : problèmes et objectifs
roadmap-promises-caption = Chaque problème ou objectif, et la date de fin du dernier chantier qui y répond
roadmap-column-promise = Problème ou objectif
roadmap-column-wanted = Souhaité pour
roadmap-column-p50 = Une chance sur deux
roadmap-column-p85 = 85 chances sur 100
roadmap-column-standing = Situation
standing-unserved = aucun chantier n'y répond
standing-not-planned = hors du plan
standing-hardly-served = presque pas traité
standing-late = en retard
standing-at-risk = à risque
standing-on-track = dans les temps
roadmap-unserved = Aucun chantier ne répond à { $id } ({ $title }) : l'audit n'a rien trouvé qui y fasse obstacle ; ce plan ne le réalise donc pas.
roadmap-work = Ce qui est fait, et quand
roadmap-work-serves = Pour { $ids } ; promis pour le { $done }.
roadmap-work-opens = Sa place dans l'ordre tient aux chantiers qui l'attendent : { $titles }.
roadmap-work-done = Promis pour le { $done }.
roadmap-work-more = { $count ->
    [one] { $count } autre chantier figure
   *[other] { $count } autres chantiers figurent
} sur l'image ci-dessous.
roadmap-work-none = Aucun chantier ne commence dans cette période.
roadmap-timeline = Le plan en image
roadmap-timeline-caption = Chantiers planifiés : { $count }, sur { $months } mois
roadmap-timeline-legend = Barre : travail tel que planifié. Repère : jour promis. Crochet : d'une chance sur deux à 85 chances sur 100.
roadmap-lane-words = du { $start } au { $done }, promis pour le { $target }
roadmap-group-problem = { $id } : { $title }
roadmap-group-none = Urgent, sans lien avec un problème ou un objectif cité
roadmap-capacity = Jours par mois
roadmap-capacity-caption-short = La compétence la plus rare est { $skill } : { $demand } jours sont demandés, { $capacity } sont disponibles
roadmap-capacity-caption = Aucune compétence ne manque : la plus sollicitée est { $skill }, avec { $demand } jours demandés sur { $capacity }
roadmap-capacity-unit = Jours de travail de toute l'équipe, par mois ; sans les jours réservés aux nouvelles fonctions et aux imprévus
roadmap-capacity-used = travaux planifiés
roadmap-capacity-line = disponible
roadmap-money = Coûts par trimestre
roadmap-money-caption = Ce que les travaux planifiés coûtent en temps de travail
roadmap-column-quarter = Trimestre
roadmap-column-team = Équipe
roadmap-column-hired = À recruter
roadmap-column-cto = CTO
roadmap-column-total = Total
roadmap-column-budget = Budget de recrutement
roadmap-money-none = Les montants sont omis : la note de cadrage ne donne pas de tarif pour { $people }. Les jours sont indiqués à la place.
roadmap-money-nobody = Les montants sont omis : la note de cadrage n'indique pas de devise.
roadmap-milestones = Jalons mesurés automatiquement
roadmap-milestones-caption = Chaque chantier et ce qui y est mesuré : valeur actuelle et valeur visée
# Cette colonne sert aussi au tableau de ce que nous ne ferons pas.
roadmap-column-milestone = Chantier
roadmap-column-indicator = Ce qui est mesuré
roadmap-column-target = Promis pour
roadmap-indicator-from-to = { $name } : de { $start } à { $target }
roadmap-indicator-kept = { $name } : reste à { $target }
roadmap-indicator-unknown = { $name } : pas encore connu
roadmap-indicator-people = { $name } : réponse à demander à votre équipe
roadmap-people = Personnes et compétences
roadmap-hire = { $role } : premier jour le { $date }.
roadmap-missing = Personne ne peut réaliser « { $title } » : il y faut la compétence { $skill } (niveau { $level }). Cherchez quelqu'un, ou formez quelqu'un.
level-junior = junior
level-medior = autonome
level-senior = senior
roadmap-not = Ce que nous ne ferons pas, et pourquoi
roadmap-not-caption = Chantiers possibles, laissés hors de ce plan
roadmap-column-why = Raison
not-excluded = décidé : { $reason }
not-serves-nothing = ne répond à aucun problème ni objectif, et n'est pas urgent
not-nobody-can = personne n'a la compétence { $skill }
not-waits-for = dépend de « { $title } », qui n'a pas de place dans le plan
not-worth-it = coûte { $cost } ou plus ; attendre coûte au plus { $waiting } sur toute la durée du plan
not-no-room = pas de place avant la fin du plan
not-no-room-day = pas de place : la fin serait le { $date }
not-no-room-sure = pas de place sûre : la fin serait le { $date }, mais avec moins de 85 chances sur 100 de tenir dans le plan
not-over-budget = le budget du trimestre ne suffit pas
roadmap-not-more = { $count ->
    [one] { $count } autre figure
   *[other] { $count } autres figurent
} dans roadmap.json.
roadmap-decisions = Ce que nous attendons de vous
decision-unserved = Dites ce qui fait obstacle à { $id } ({ $title }), ou retirez-le du plan. D'ici là, aucun chantier n'y répond.
decision-late = { $id } ({ $title }) : fin prévue le { $when }, souhaitée pour le { $date }. Déplacez la date, renoncez à d'autres travaux ou ajoutez des jours.
decision-thin = Ce plan ne fait presque rien pour { $id } ({ $title }) : le code montre peu de choses qui y font obstacle. Dites ce qui y fait encore obstacle, ou acceptez que ce plan n'y mette pas fin.
decision-consider = À envisager, et à inscrire dans la note de cadrage : { $plays }.
decision-hire = Lancez le recrutement : { $role }. Premier jour prévu : { $date }. Chaque mois de retard repousse les travaux qui en dépendent.
decision-skill = Décidez qui fera le travail qui demande la compétence { $skill } : personne dans l'équipe ne l'a.
decision-rates = Donnez les tarifs manquants, pour que le plan puisse donner des montants.
decision-none = Rien. Le plan peut commencer.
roadmap-stability = Solidité de cet ordre
roadmap-stability-text = Si l'on fait varier chaque estimation dans sa fourchette, la première place revient au même chantier ou à ses voisins : « { $title } » reste entre les rangs { $low } et { $high } dans huit simulations sur dix.
roadmap-basis-money = L'ordre suit ce que l'attente coûte par mois, rapporté à chaque jour de la compétence la plus rare ({ $skill }).
roadmap-basis-points = L'ordre suit le rang des problèmes, le poids des objectifs et l'urgence, rapportés à chaque jour de la compétence la plus rare ({ $skill }) : certains problèmes ou objectifs n'ont pas de montant.
roadmap-assumptions = Hypothèses
roadmap-assumptions-caption = Ratios que le plan utilise à côté de ce qui a été mesuré et de ce que vous avez dit ; chacun peut être modifié ou désactivé dans la note de cadrage
roadmap-column-assumption = Hypothèse
roadmap-column-range = Fourchette
roadmap-column-source = Source
assumption-low-quality-code-time = Temps passé dans du code de faible qualité, par rapport à du code sain
assumption-unknown-code-time = Temps passé dans du code que plus personne d'actif ne connaît, par rapport à du code connu
assumption-junior-speed = Vitesse d'un junior par rapport à une personne autonome
assumption-review-share = Relecture du travail d'un junior, en part de ce travail
assumption-loss-avoided = Part du coût d'un problème qui disparaît quand tous les chantiers qui y répondent sont terminés
assumption-goal-at-risk = Part de la valeur d'un objectif qui dépend des chantiers qui y répondent
assumption-overrun = Travail au-delà du maximum estimé, dans un cas sur six
assumption-availability = Jours travaillés par une personne en un mois, par rapport aux jours prévus
assumption-off = désactivée
source-proposal = notre proposition

# (c) La page du mois.
monthly-title = { $company } : { $month } en une page
monthly-subtitle = Situation au { $date }. Système : { $system }
monthly-foot = Preuves : rapport d'audit et feuille de route
monthly-verdict = Problèmes et objectifs dans les temps : { $served } sur { $all } ; l'aspect le plus faible de votre système est « { $dimension } » ({ $word }).
monthly-verdict-none = Problèmes et objectifs dans les temps : { $served } sur { $all } ; trop peu d'éléments ont pu être examinés pour noter votre système.
monthly-coverage = { $share } examinés
risk-told = { $why }. Remède : « { $work } ».
monthly-money = Coûts, { $quarter }
monthly-money-note = en temps de travail
monthly-money-budget = dont recrutement { $hired } ; budget de recrutement { $budget }
monthly-cto = CTO, ce mois-ci
monthly-team = Équipe, ce mois-ci
monthly-days-note = sur { $days } disponibles
monthly-due = Dans les 30 prochains jours
monthly-due-done = { $title } : terminé pour le { $date }
monthly-due-begins = { $title } : commence le { $date }
monthly-due-none = Rien n'est attendu et rien ne commence.
monthly-more = { $count ->
    [one] { $count } autre figure
   *[other] { $count } autres figurent
} dans la feuille de route.
monthly-need-unserved = { $id } : rien dans le plan n'y répond. Dites-nous ce qui fait obstacle, ou renoncez-y.
monthly-need-thin = { $id } : le code montre peu d'obstacles. Dites-nous ce qui gêne par ailleurs.
monthly-need-late = { $id } arrive trop tard : déplacez sa date, renoncez à d'autres travaux ou ajoutez des jours.
monthly-need-hire = { $role } : lancez la recherche ; premier jour le { $date }.
monthly-risks = Les trois plus grands risques
monthly-risk-cost = { $money } par mois :
monthly-standings = Problèmes et objectifs
monthly-column-sure = Terminé pour (85 sur 100)

# Le plan sous forme de classeur.
sheet-work = Chantiers
sheet-milestones = Jalons
sheet-capacity = Jours par mois
sheet-money = Coûts par trimestre
sheet-findings = Constats traités
sheet-assumptions = Hypothèses
sheet-rank = Rang
sheet-id = Identifiant
sheet-serves = Répond à
sheet-in-plan = Dans le plan
sheet-yes = oui
sheet-no = non
sheet-start = Premier jour
sheet-done = Fin prévue
sheet-days-low = Jours, minimum
sheet-days-high = Jours, maximum
sheet-cost-low = Coût, minimum ({ $currency })
sheet-cost-planned = Coût prévu ({ $currency })
sheet-cost-high = Coût, maximum ({ $currency })
sheet-waiting-low = Attente par mois, minimum ({ $currency })
sheet-waiting-high = Attente par mois, maximum ({ $currency })
sheet-checks = Contrôles
sheet-now = Aujourd'hui
sheet-comparator = Attendu
sheet-at-least = au moins
sheet-at-most = au plus
sheet-target = Cible
sheet-unit = Unité
sheet-points = points
sheet-month = Mois
sheet-person = Personne
sheet-available = Jours disponibles
sheet-used = Jours planifiés
sheet-amount = { $what } ({ $currency })
sheet-check = Contrôle
sheet-what = Ce qu'il examine
sheet-share = Part traitée ici
sheet-fingerprint = Empreinte
sheet-low = Minimum
sheet-high = Maximum

# Ce sur quoi portent les chantiers, les problèmes et les objectifs.
named = « { $name } » ({ $id })
dimension-meanings = Architecture : peut-on modifier une partie sans toucher aux autres ? Dette technique : les raccourcis du passé, qui rendent chaque modification plus chère. Processus de développement : le chemin d'une modification jusqu'aux utilisateurs. Sécurité : ce que des inconnus pourraient faire. Équipe : assez de personnes connaissent-elles le code ?
standing-in-part = { $standing }, avec { $planned } chantiers sur { $all }
audit-waiting-total = Ne rien faire coûte { $money } par mois.
ref-initiative-asked = Feuille de route, { $id } : demandé dans la note de cadrage ; voir roadmap.json
roadmap-capacity-days = { $used } sur { $available } jours
roadmap-indicator-check = { $title } ({ $check }), { $name }
decision-asked = { $id } ({ $title }) attend « { $work } », qui n'a pas de place dans le plan : { $why }.
decision-budget = Le budget de recrutement du { $quarter }, { $budget }, paie { $fits } des { $days } jours que les personnes recrutées peuvent travailler. Augmentez-le, ou faites-les commencer plus tard.
monthly-need-asked = { $id } : « { $work } » n'a pas de place dans le plan.

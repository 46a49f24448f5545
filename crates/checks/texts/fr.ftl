# Textes français des contrôles. Clé : identifiant du contrôle en minuscules, tiret, clé du texte anglais.

arc-01-title = Des modules qui dépendent les uns des autres en cercle
arc-01-found = { $count } fichiers source dépendent les uns des autres en cercle ; { $known ->
    [all] liens à couper pour l'ouvrir : { $cuts }, à commencer par
    [least] liens à couper pour l'ouvrir, d'après les usages connus : { $cuts }, à commencer par
   *[first] une des étapes qui l'ouvrent est
} l'usage de { $to } par { $from }.
arc-01-found-folders = { $count } dossiers ({ $files } fichiers source) utilisent en cercle les classes les uns des autres ; { $known ->
    [all] liens à couper pour l'ouvrir : { $cuts }, à commencer par
    [least] liens à couper pour l'ouvrir, d'après les usages connus : { $cuts }, à commencer par
   *[first] une des étapes qui l'ouvrent est
} l'usage de { $to } par { $from } (paires de fichiers : { $imports }).
arc-01-works = Aucune dépendance en cercle entre { $files } fichiers source (un dossier et son propre sous-dossier ne font qu'un).
arc-01-consequence = Une modification de l'un de ces modules peut casser tous les autres, et aucun ne peut être déplacé ou remplacé seul.
arc-01-remedy = Coupez d'abord le lien nommé : placez ce dont les deux côtés ont besoin dans un module à part, ou fournissez-le de l'extérieur. Interdisez ensuite le cercle par une règle d'import dans le pipeline.

arc-02-title = Des fichiers très utilisés qui en entraînent d'autres
arc-02-found = { $path } est importé par { $importers } fichiers et change en même temps que { $dragged } d'entre eux ; modifications en 12 mois : { $revisions }.
arc-02-works = Aucun fichier très utilisé n'entraîne, quand il change, les fichiers qui l'utilisent.
arc-02-consequence = Ici, une petite modification devient chaque fois une grande, et un endroit oublié devient un défaut.
arc-02-remedy = Regardez ce qui a changé ensemble dans les cinq dernières modifications : en général, une même décision se répand chez tous ses utilisateurs. Placez cette décision derrière un nom qui ne change pas, ou divisez le fichier selon qui l'utilise.

arc-03-title = Des fichiers qui changent ensemble sans lien visible
arc-03-found = { $first } et { $second } ont changé ensemble dans { $shared } commits ({ $degree } de leurs modifications), sans que l'un importe l'autre.
arc-03-works = Aucun couple de fichiers source ne change ensemble sans lien visible.
arc-03-consequence = Un jour, quelqu'un modifiera l'un des deux fichiers sans l'autre, et le défaut apparaîtra en production.
arc-03-remedy = Demandez à ceux qui modifient toujours les deux pourquoi ils le font. Réunissez cette connaissance en un seul endroit utilisé par les deux ou, si c'est trop cher, écrivez un test qui échoue quand un seul des deux change.

arc-04-title = Une seule partie contient l'essentiel du système
arc-04-found = Le composant { $component } contient { $share } des { $lines } lignes de code source.
arc-04-works = Le système a des parties : la plus grande, { $component }, contient { $share } du code source.
arc-04-consequence = Le système ne peut être remplacé qu'en entier, et deux équipes ne peuvent y travailler sans se gêner.
arc-04-remedy = Ne divisez pas pour diviser. Trouvez le sujet qui change le plus souvent seul, donnez-lui un dossier avec une seule entrée, et interdisez dans le pipeline les imports qui la contournent.

arc-05-title = De très gros fichiers qui changent sans cesse
arc-05-found = { $path } compte { $lines } lignes de code et a changé { $revisions } fois en 12 mois (commits larges ou mécaniques non comptés), plus souvent que neuf fichiers modifiés sur dix.
arc-05-works = Aucun fichier souvent modifié ne dépasse { $limit } lignes de code.
arc-05-consequence = Les modifications s'y heurtent : on s'attend les uns les autres, les relectures deviennent superficielles, et un changement en casse un autre.
arc-05-remedy = Ne réécrivez pas le fichier. À chaque modification, sortez un sujet dans un fichier à part, en commençant par les fonctions qui ont changé ensemble l'an dernier.

arc-07-title = Plus de langages que l'équipe ne peut en maîtriser
arc-07-found = { $count } langages contiennent chacun plus de { $limit } % du code source ({ $languages }) ; personnes actives : { $people }.
arc-07-works = Le code source est écrit en peu de langages : { $languages }.
arc-07-consequence = Quand la personne qui connaît un langage part, cette partie du système n'avance plus.
arc-07-remedy = Convenez des langages dans lesquels le nouveau code est écrit. Déplacez d'abord la plus petite partie, quand elle doit changer de toute façon.

arc-12-title = Une base de données sans changements versionnés
arc-12-found = Le dépôt { $repository } utilise une base de données ({ $client }), et rien n'y montre comment le schéma est modifié.
arc-12-works = Les changements du schéma de la base sont versionnés avec le code.
arc-12-consequence = Après une perte de données ou pour un nouvel environnement, le schéma est reconstruit de mémoire, et une mise en service qui doit le changer est un pari.
arc-12-remedy = Prenez l'outil de migration de votre framework. Conservez le schéma d'aujourd'hui comme premier script et ne le changez plus que par de nouveaux scripts, exécutés par le pipeline.

arc-16-title = Aucun environnement n'est décrit dans des fichiers
arc-16-found = Le dépôt { $repository } contient un programme qui répond à des requêtes, et aucun de ses fichiers ne décrit un environnement où l'exécuter.
arc-16-works = Les environnements sont décrits dans des fichiers.
arc-16-consequence = Reconstruire l'environnement dépend de la mémoire d'une personne et prend des semaines, au pire moment.
arc-16-remedy = Décrivez d'abord le plus petit environnement, celui des tests : des conteneurs avec Compose, ou le cloud avec Terraform. Construisez-le une fois à partir de rien, puis la production de la même façon.
arc-08-title = Des environnements d'exécution dont les correctifs de sécurité prennent ou ont pris fin
arc-08-found = Le support de { $product } { $version } a pris fin le { $date } ; le dépôt { $repository } s'en sert encore ({ $path }).
arc-08-found-soon = Le support de { $product } { $version } prend fin le { $date } ; le dépôt { $repository } s'en sert ({ $path }).
arc-08-found-by-name = Le support de { $product } { $version } a pris fin le { $date } ; le dépôt { $repository } nomme une image qui en porte le nom ({ $path }).
arc-08-found-soon-by-name = Le support de { $product } { $version } prend fin le { $date } ; le dépôt { $repository } nomme une image qui en porte le nom ({ $path }).
arc-08-works = Les environnements d'exécution et les images de base nommés reçoivent encore des correctifs de sécurité.
arc-08-consequence = La prochaine faille grave de cette version ne sera pas corrigée, et le passage à une autre devra se faire dans l'urgence.
arc-08-remedy = Passez maintenant à une version maintenue, en faisant tourner les tests sur les deux ; laissez le robot de mise à jour surveiller aussi les images de base, et planifiez le passage suivant avant son échéance.

arc-09-title = Des frameworks qui ne sont plus maintenus
arc-09-found = Le support de { $product } { $version } a pris fin le { $date } ; { $path } du dépôt { $repository } le déclare.
arc-09-found-soon = Le support de { $product } { $version } prend fin le { $date } ; { $path } du dépôt { $repository } le déclare.
arc-09-works = Les frameworks dont les dates sont connues sont maintenus.
arc-09-consequence = Les failles du framework restent ouvertes, les bibliothèques voisines avancent sans lui, et à la fin plus personne ne veut y travailler.
arc-09-remedy = Avancez d'une version à la fois, tests à l'appui, en suivant le guide de migration du projet ; commencez là où le support a pris fin en premier.
arc-06-title = Des imports contraires aux règles de couches
arc-06-found = { $from } utilise { $to } dans { $imports } imports, ce que la règle « { $rule } » interdit.
arc-06-works = Aucun import n'enfreint les règles de couches (imports soumis à une règle : { $imports }).
arc-06-consequence = Des parties qui devraient changer seules changent ensemble, et le dessin des couches ne correspond plus à la réalité.
arc-06-remedy = Retournez l'import : que la partie du bas définisse ce dont elle a besoin et que celle du haut le fournisse. Ou, si l'import est juste, changez la règle et dites pourquoi.

arc-17-title = Des images de conteneur qui dérivent ou tournent en root
arc-17-found = Une étape de { $path } part de { $image }, sans version fixe, et la dernière ne désigne aucun autre utilisateur que root.
arc-17-found-version = Une étape de { $path } part de { $image }, sans version fixe.
arc-17-found-root = { $path } ne désigne pour sa dernière étape aucun autre utilisateur que root ; celui qui déploie peut encore en choisir un.
arc-17-found-starts = { $path } démarre en root, car sa dernière étape ne désigne aucun autre utilisateur ; le serveur y abandonne ensuite ses droits de lui-même.
arc-17-found-version-starts = Une étape de { $path } part de { $image }, sans version fixe ; et la dernière démarre en root, même si le serveur y abandonne ses droits de lui-même.
arc-17-works = Les fichiers de construction des conteneurs ({ $count }) nomment leurs versions de départ et ne tournent pas en root (administrateur).
arc-17-consequence = Le même fichier donne une autre image la semaine suivante, et qui pénètre dans le programme y est root : il a tous les droits.
arc-17-consequence-version = Le même fichier donne une autre image la semaine suivante : ce qui tourne n'est plus ce qui a été testé.
arc-17-consequence-root = Qui pénètre dans le programme y est root : il a tous les droits.
arc-17-consequence-starts = Ce qui tourne avant que le serveur n'abandonne ses droits, et ce qu'on lance à la main dans le conteneur, tourne en root.
arc-17-consequence-version-starts = Le même fichier donne une autre image la semaine suivante, et ce qui tourne avant que le serveur n'abandonne ses droits tourne en root.
arc-17-remedy = Nommez une version ou, mieux, une empreinte que le robot de mise à jour fait avancer, et terminez le fichier par un USER autre que root.
arc-17-remedy-version = Nommez une version ou, mieux, une empreinte que le robot de mise à jour fait avancer.
arc-17-remedy-root = Terminez le fichier par un USER autre que root.
arc-17-remedy-starts = Prenez la variante de l'image qui démarre sans root, s'il y en a une, et désignez son utilisateur.
arc-17-remedy-version-starts = Nommez une version ou, mieux, une empreinte que le robot de mise à jour fait avancer ; prenez la variante de l'image qui démarre sans root, s'il y en a une.

arc-18-title = Personne ne vérifie que les conteneurs fonctionnent
arc-18-found = Le dépôt { $repository } décrit des conteneurs qui répondent à des requêtes (endroits : { $count }), et aucun de leurs fichiers ne demande de vérifier qu'ils fonctionnent.
arc-18-works = Une vérification dit si les conteneurs fonctionnent.
arc-18-consequence = Une panne dure jusqu'à ce qu'un client appelle, même la nuit.
arc-18-remedy = Donnez au programme une adresse qui répond quand il peut faire son travail, et nommez-la comme sonde dans le manifeste, dans le fichier Compose ou dans le fichier de construction du conteneur.

arc-24-title = L'architecture n'est pas décrite, ou ne l'est plus
arc-24-found = Le dépôt { $repository } contient { $lines } lignes de code source, et aucun de ses fichiers n'est reconnu comme une description de son architecture.
arc-24-found-stale = La description la plus récente de l'architecture du dépôt { $repository } date du { $date } ; modifications faites par des personnes dans les seuls 12 derniers mois : { $commits }.
arc-24-works = L'architecture est décrite, et la description est tenue à jour.
arc-24-consequence = Les nouveaux mettent des mois à s'y retrouver, et deux prestataires dessineront deux systèmes différents.
arc-24-remedy = Dessinez une page avec les parties et une avec les systèmes autour (contexte et conteneurs de C4). Placez-les à côté du code, et regardez-les à chaque revue trimestrielle.

arc-25-title = Les décisions ne sont pas écrites
arc-25-found = { $people } personnes ont fait { $commits } modifications du dépôt { $repository } dans les 12 derniers mois, et aucune décision sur son architecture n'y est consignée.
arc-25-found-stale = La décision la plus récente consignée dans le dépôt { $repository } date du { $date } ; { $people } personnes ont fait { $commits } modifications dans les 12 derniers mois.
arc-25-works = Les décisions sur l'architecture sont consignées, la plus récente datant du { $date }.
arc-25-consequence = Les mêmes discussions reviennent, et celui qui part emporte les raisons.
arc-25-remedy = Une page par décision, à côté du code : ce qui était demandé, ce qui a été choisi, pourquoi, et ce que cela coûte. Commencez par la prochaine décision, pas par le passé.

deb-02-title = Des fonctions difficiles à suivre
deb-02-found = { $name } a une complexité cognitive de { $complexity }{ $part ->
    [own] {" "}(fonctions internes non comptées)
   *[whole] {""}
 }{ $flat ->
    [0] {""}
   *[other] , dont { $flat } dans des conditions qui se lisent comme une liste,
 } sur { $lines } lignes de code ; la limite est de { $limit }.{ $unsure ->
    [yes] {" "}Une partie n'a pas pu être analysée : le chiffre est incertain.
   *[no] {""}
 } Modifications de son fichier { $history_days ->
    [0] en 12 mois
    [one] depuis le premier commit, il y a un jour
   *[other] depuis le premier commit, il y a { $history_days } jours
 } : { $revisions }{ $sweeps ->
    [0] {""}
    [one] , sans compter un commit large ou mécanique
   *[other] , sans compter { $sweeps } commits larges ou mécaniques
 }.{ $own ->
    [changed] {" "}La fonction elle-même a été écrite ou modifiée dans cette période.
    [came] {" "}Le fichier est arrivé dans cette période.
    [same] {" "}La fonction elle-même n'a pas changé dans cette période.
    [swept] {" "}Aucun des changements comptés n'a touché la fonction elle-même.
   *[unknown] {""}
 }
deb-02-works = Les fonctions se suivent sans peine : { $share } de leurs lignes de code se trouvent dans des fonctions au-dessus de la limite de { $limit }.
deb-02-consequence = Chaque modification coûte ici plus de temps que nécessaire et risque davantage de casser ce à quoi personne n'a pensé.
deb-02-remedy = Commencez par celles qui changent souvent. Écrivez des tests qui fixent ce que la fonction fait aujourd'hui, puis sortez des branches entières dans des fonctions bien nommées, et terminez tôt au lieu d'imbriquer.

deb-03-title = Des fonctions trop longues
deb-03-found = { $name } compte { $lines } lignes de code ; la limite est de { $limit }. Modifications du fichier { $history_days ->
    [0] en 12 mois
    [one] depuis le premier commit, il y a un jour
   *[other] depuis le premier commit, il y a { $history_days } jours
 } : { $revisions }{ $sweeps ->
    [0] {""}
    [one] , sans compter un commit large ou mécanique
   *[other] , sans compter { $sweeps } commits larges ou mécaniques
 }.
deb-03-found-told = { $share } des lignes de code de toutes les fonctions se trouvent dans des fonctions de plus de { $limit } lignes, toutes citées comme difficiles à suivre (nombre : { $count }).
deb-03-works = Les fonctions sont courtes : { $share } de leurs lignes de code se trouvent dans des fonctions de plus de { $limit } lignes.
deb-03-consequence = Chaque modification y prend plus de temps que nécessaire, et seul l'auteur ose la faire.
deb-03-remedy = Quand une telle fonction doit changer de toute façon, écrivez des tests qui fixent ce qu'elle fait aujourd'hui et sortez-en l'étape qui change, sous un nom qui dit ce qu'elle fait. Laissez tranquille ce que personne ne modifie.

deb-04-title = Le même code à plusieurs endroits
deb-04-found = Le même code, jusqu'à { $lines } lignes sans différence, se trouve à { $places } endroits ; le premier est dans { $path }.
deb-04-found-several = { $groups } passages de code, jusqu'à { $lines } lignes sans différence, se trouvent à { $places } endroits des mêmes fichiers (nombre : { $files }) ; le premier est dans { $path }.
deb-04-works = Seulement { $share } des lignes source sont des copies d'autres lignes.
deb-04-consequence = Un défaut corrigé à un endroit subsiste aux autres, et chaque modification se paie autant de fois que le code a été copié.
deb-04-remedy = Quand des copies changent pour la même raison, gardez-en une et faites-la utiliser par les autres. Laissez en paix celles qui ne se ressemblent que par hasard.

deb-05-title = Des fichiers complexes là où se fait le travail
deb-05-found = { $path } a changé { $revisions } fois { $history_days ->
    [0] en 12 mois
    [one] depuis le premier commit, il y a un jour
   *[other] depuis le premier commit, il y a { $history_days } jours
 }{ $sweeps ->
    [0] {""}
    [one] , sans compter un commit large ou mécanique,
   *[other] , sans compter { $sweeps } commits larges ou mécaniques,
 } et porte { $complexity } points de complexité cognitive, dont { $worst } dans une seule fonction{ $own ->
    [changed] , elle-même écrite ou modifiée dans cette période
   *[unknown] {""}
 }.
deb-05-found-named = { $path } a changé { $revisions } fois { $history_days ->
    [0] en 12 mois
    [one] depuis le premier commit, il y a un jour
   *[other] depuis le premier commit, il y a { $history_days } jours
 }{ $sweeps ->
    [0] {""}
    [one] , sans compter un commit large ou mécanique,
   *[other] , sans compter { $sweeps } commits larges ou mécaniques,
 } et porte { $complexity } points de complexité cognitive, dont { $worst } dans { $function }{ $own ->
    [changed] , elle-même écrite ou modifiée dans cette période
   *[unknown] {""}
 }.
deb-05-works = Peu de travail porte sur des fichiers complexes : { $share } des modifications de fichiers source en 12 mois.
deb-05-consequence = Le travail ralentit précisément là où l'on en fait une grande part, et les défauts s'y accumulent.
deb-05-remedy = Entourez d'abord ces fichiers de tests. Consacrez ensuite une part fixe de chaque modification à simplifier la fonction touchée ; ne nettoyez pas ce que personne ne modifie.

deb-07-title = Des fichiers très modifiés qui n'ont pas leur propre test
deb-07-found = { $path } compte { $complexity } points de complexité et aucun test ne l'importe ni ne porte son nom ; modifications en 12 mois : { $revisions }{ $sweeps ->
    [0] {""}
    [one] , sans compter un commit large ou mécanique
   *[other] , sans compter { $sweeps } commits larges ou mécaniques
 }.
deb-07-works = { $tested } des { $count } fichiers qui comptent le plus ont leur propre test.
deb-07-consequence = Les défauts s'introduisent exactement là où l'on travaille le plus, et chaque mise en service demande une série d'essais manuels.
deb-07-remedy = Avant le prochain changement de chacun de ces fichiers, écrivez un test qui fixe ce qu'il fait aujourd'hui.

deb-08-title = Trop peu de tests automatiques
deb-08-found = Le dépôt { $repository } compte { $ratio } { $ratio ->
    [one] ligne
   *[other] lignes
 } de test pour 100 lignes source ({ $tests } et { $source } lignes de code ; balisage, styles, SQL et fichiers reconnus comme générés ou comme code d'autrui ne comptent pas).
deb-08-found-elsewhere = Le dépôt { $repository } compte { $tests } lignes de test, toutes dans { $path } ; à côté des { $source } autres lignes source, il n'y en a aucune.
deb-08-found-none = Le dépôt { $repository } compte { $source } lignes source et aucun test.
deb-08-works = Il y a { $ratio } { $ratio ->
    [one] ligne
   *[other] lignes
 } de code de test pour 100 lignes de code source ; la qualité des tests n'a pas été examinée.
deb-08-consequence = Chaque modification est un pari : les défauts arrivent chez les clients, et des modifications simples prennent des jours d'essais manuels.
deb-08-remedy = Ne visez pas un pourcentage. Testez les trois parcours qui rapportent l'argent, puis chaque fichier avant de le modifier, en commençant par ceux qui changent le plus ; faites tourner ces tests dans le pipeline.

deb-11-title = Des tests désactivés
deb-11-found = { $path } a { $skipped } de ses { $tests } cas de test désactivés.
deb-11-works = { $share } des { $tests } cas de test sont désactivés.
deb-11-consequence = Ce que ces tests protégeaient peut casser sans que personne n'en soit averti.
deb-11-remedy = Donnez à chaque test désactivé un responsable et une date : réparez-le, ou supprimez-le avec une phrase qui dit pourquoi. Que le pipeline les compte, pour que leur nombre ne puisse que baisser.

deb-12-title = Du travail promis et resté en note dans le code
deb-12-found = Le dépôt { $repository } contient { $marks } notes de travail à faire, dans { $files } fichiers de code : { $density } pour 1 000 lignes de code. { $rest ->
    [0] Toutes attendent depuis plus de deux ans.
   *[other] Nombre de notes qui attendent depuis plus de deux ans : au moins { $old }.
 }
deb-12-works = Peu de travail à faire est resté en note dans le code : { $density } { $density ->
    [one] note
   *[other] notes
 } pour 1 000 lignes.
deb-12-works-few = Notes de travail à faire restées dans le code : { $marks }.
deb-12-consequence = Des défauts connus et du travail à moitié fait sont oubliés jusqu'à ce qu'un client les rencontre.
deb-12-remedy = Commencez par les plus anciennes : faites le travail, mettez-le sur la liste avec un responsable, ou supprimez la note. Demandez un numéro de ticket dans chaque nouvelle.

deb-16-title = Des composants externes (dépendances) dont la version n'est pas fixée
deb-16-found = { $path } déclare des dépendances { $ecosystem } ({ $count }), et aucun fichier de verrouillage ne fixe leurs versions.
deb-16-works = Un fichier de verrouillage fixe les dépendances de chaque application dont le gestionnaire de paquets en connaît ({ $count }).
deb-16-consequence = Une construction qui marchait hier échoue aujourd'hui sans changement de votre part, ou installe une version que personne n'a testée.
deb-16-remedy = Versionnez le fichier de verrouillage écrit par le gestionnaire de paquets, installez à partir de lui dans le pipeline (`npm ci`, `composer install`) et laissez le robot de mise à jour le renouveler.

deb-18-title = Aucun programme ne cherche les fautes courantes dans le code
deb-18-found = Le dépôt { $repository } contient { $lines } lignes de { $language }, et aucun linter (programme qui signale les fautes courantes) n'est configuré pour ce langage.
deb-18-works = Un linter (programme qui signale les fautes courantes) est configuré pour chaque langage principal qui en a besoin.
deb-18-consequence = Des fautes qu'un programme aurait montrées en quelques secondes sont trouvées par les relecteurs, ou par les clients.
deb-18-remedy = Prenez le linter habituel du langage avec ses règles recommandées, enregistrez comme accepté ce qu'il trouve aujourd'hui, et que le pipeline échoue sur tout ce qui est nouveau.

deb-19-title = Aucun programme ne vérifie les types de ce qui change
deb-19-found = Le dépôt { $repository } contient { $lines } lignes de { $language } et aucune vérification des types n'est configurée pour ce langage ; modifications des fichiers en 12 mois : { $revisions }.
deb-19-works = Une vérification des types est configurée pour chaque langage dynamique dont le code change beaucoup.
deb-19-consequence = Chaque modification demande plus de tests et plus de soin que nécessaire, et les grandes modifications sont évitées.
deb-19-remedy = Activez la vérification pour les nouveaux fichiers et pour ceux qui changent le plus ; laissez le reste comme il est.

deb-20-title = Une grande partie du travail est de la réparation
deb-20-found = { $share } des { $commits } modifications étiquetées du dépôt { $repository } dans les 12 derniers mois sont des corrections, d'après le type placé en tête de leur titre.
deb-20-works = { $share } des modifications des 12 derniers mois sont des corrections.
deb-20-consequence = Les nouveautés arrivent tard parce que ceux qui devraient les construire réparent ce qui vient d'être construit.
deb-20-remedy = Voyez quels fichiers les corrections touchent, et mettez-y d'abord des tests. Demandez pour chaque correction ce qui l'aurait évitée plus tôt, et faites-le.

deb-23-title = Des fichiers du dépôt que des programmes ont produits ou téléchargés
deb-23-found = Le dépôt { $repository } contient des programmes ou bibliothèques compilés ({ $count }, { $kilobytes } ko en tout), comme { $path }.
deb-23-found-output = Le dépôt { $repository } contient des fichiers écrits par une compilation ({ $count }, { $kilobytes } ko en tout), comme { $path }.
deb-23-found-packages = Le dépôt { $repository } contient des fichiers de paquets qu'un gestionnaire de paquets va chercher ({ $count }, { $kilobytes } ko en tout), comme { $path }.
deb-23-found-archives = Le dépôt { $repository } contient de grandes archives ({ $count }, { $kilobytes } ko en tout), comme { $path }.
deb-23-found-dumps = Le dépôt { $repository } contient de grands fichiers avec le contenu d'une base de données ({ $count }, { $kilobytes } ko en tout), comme { $path }.
deb-23-found-left = Le dépôt { $repository } contient des fichiers laissés par un éditeur ou un système d'exploitation ({ $count }, { $kilobytes } ko en tout), comme { $path }.
deb-23-works = Les dépôts ne contiennent ni programmes compilés, ni paquets téléchargés, ni copies de bases de données.
deb-23-consequence = Les clones et les compilations ralentissent, et un jour quelqu'un demande l'origine ou la licence d'un fichier que personne ne peut expliquer.
deb-23-consequence-output = Rien ne montre que ces fichiers ont été produits à partir des sources voisines : personne ne peut en relire une modification, et les clones grossissent à chaque compilation.
deb-23-remedy = Retirez les fichiers de l'état actuel et écrivez une règle d'exclusion. Que la compilation aille chercher ou fabrique ce dont elle a besoin. Cherchez d'abord dans les copies de bases les données de vraies personnes.
deb-23-remedy-output = S'ils sont livrés volontairement, laissez la publication les produire à partir des sources et les joindre à la version, ou faites-les reproduire et comparer par la chaîne d'intégration. Sinon, retirez-les de l'état actuel et écrivez une règle d'exclusion.

deb-24-title = Aucun fichier ne dit ce que c'est ni comment le lancer
deb-24-found = Le dépôt { $repository } n'a pas de fichier README.
deb-24-found-short = Le README du dépôt { $repository } est très court (lignes : { $lines }).
deb-24-works = Chaque dépôt a son fichier d'accueil (README).
deb-24-consequence = Un nouveau collègue ou un nouveau prestataire perd des jours avant sa première modification et dépend de celui qui s'en souvient encore.
deb-24-remedy = Demandez à la personne arrivée en dernier d'installer le système à partir de rien et d'écrire chaque étape : ce que c'est, comment le lancer, le tester, le mettre en service et revenir en arrière.

prc-02-title = Des modifications ajoutées directement à la branche principale
prc-02-found = Dans le dépôt { $repository }, { $count } des { $commits } modifications des 12 derniers mois ({ $share }) sont arrivées sur la branche principale sans trace d'une demande de fusion.
prc-02-works = Les modifications entrent dans la branche principale (la version de référence du code) par des demandes de fusion.
prc-02-consequence = Des erreurs et des raccourcis partent en production sans second regard, et personne ne les voit avant qu'ils ne fassent mal.
prc-02-remedy = Protégez la branche principale chez l'hébergeur du code : toute modification passe par une demande avec une approbation, celles des propriétaires aussi ; gardez une voie documentée pour les urgences.

prc-08-title = Aucune chaîne automatique (pipeline) pour construire et tester le code
prc-08-found = Le dépôt { $repository } n'a aucun pipeline qui le construise ou le teste.
prc-08-found-untested = Les pipelines du dépôt { $repository } le construisent ou le vérifient, mais aucune étape ne semble lancer ses tests.
prc-08-works = Une chaîne automatique (pipeline) construit et teste chaque dépôt de code.
prc-08-consequence = Des versions cassées arrivent chez les collègues et les clients, et chaque mise en service coûte une soirée à quelqu'un.
prc-08-remedy = Commencez par un pipeline qui construit chaque modification et lance les tests existants, même s'il n'y en a que trois ; faites-en une condition de la fusion, puis laissez-le faire les mises en service.

prc-16-title = La mise en production se fait à la main
prc-16-found = Rien dans le dépôt { $repository } ne déploie ni ne publie autre chose que des documents : ses pipelines s'arrêtent avant les utilisateurs.
prc-16-works = Une chaîne automatique (pipeline) ou un script met les nouvelles versions à la disposition des utilisateurs.
prc-16-consequence = Les corrections attendent la personne qui sait mettre en production, et une étape oubliée arrête le système.
prc-16-remedy = Écrivez les étapes sous forme d'une seule commande, laissez le pipeline l'exécuter pour un système de test, puis pour la production après une approbation ; gardez la commande qui revient d'une version en arrière.

prc-19-title = Des versions dont on ne retrouve pas le code
prc-19-found = Le dépôt { $repository } compte { $commits } commits, le dernier du { $last }, et aucune étiquette, aucun journal des changements ni commit qui marque une version.
prc-19-found-stale = Le dépôt { $repository } a reçu { $commits } commits en 12 mois, et rien dans l'historique de sa branche principale n'y marque une version.
prc-19-works = On peut remonter de chaque version à son code.
prc-19-consequence = Après un incident, des jours passent à chercher quelle version tourne où, et le retour en arrière se fait au jugé.
prc-19-remedy = Laissez le pipeline qui publie poser une étiquette et montrez l'identifiant du commit dans le système en service ; tenez une liste des changements écrite pour ses utilisateurs.

prc-20-title = Des modifications qui ne renvoient à aucun ticket
prc-20-found = Dans le dépôt { $repository }, { $count } des { $commits } modifications des 12 derniers mois ({ $share }) ne renvoient ni à un ticket ni à une demande de fusion.
prc-20-works = Les modifications renvoient au ticket ou à la demande dont elles relèvent.
prc-20-consequence = Plus personne ne peut dire ce qu'une fonction a coûté ni pourquoi une modification a été faite, une fois que son auteur l'a oublié.
prc-20-remedy = Laissez l'hébergeur du code inscrire le numéro de la demande dans chaque fusion, et nommez le ticket dans la demande ; les petites réparations n'ont pas besoin de leur propre ticket.

prc-21-title = Des modifications enregistrées (commits) sans raison indiquée, ou trop grandes
prc-21-found = Des { $commits } derniers commits du dépôt { $repository } (du { $from } au { $to }), { $count } ({ $share }) ont un titre qui ne dit rien.
prc-21-found-bulk = Des { $commits } derniers commits du dépôt { $repository } (du { $from } au { $to }), { $count } ({ $share }) modifient plus de 30 fichiers à la fois (un fichier renommé compte une fois ; les fichiers générés, minifiés ou binaires ne comptent pas).
prc-21-works = Les modifications enregistrées (commits) disent à quoi elles servent.
prc-21-consequence = Plus tard, personne ne saura pourquoi une ligne est là, et personne n'osera l'enlever.
prc-21-consequence-bulk = On ne peut pas remonter d'un défaut à la partie de la modification qui l'a apporté, et qui relit autant à la fois ne fait que survoler.
prc-21-remedy = Convenez d'une phrase par commit qui complète « cette modification va », avec le numéro de la demande, et rappelez la règle dans le formulaire de relecture.
prc-21-remedy-bulk = Convenez d'un seul but par commit : ce qu'un outil reformate ou renomme entre seul, et un grand travail arrive en morceaux que quelqu'un peut lire ; rappelez la règle dans le formulaire de relecture.

prc-26-title = Les erreurs en production ne parviennent à personne
prc-26-found = Le dépôt { $repository } utilise le framework web { $framework }, et rien n'y signale les erreurs à qui que ce soit.
prc-26-works = Chaque application web contient de quoi signaler ses erreurs ou ses traces.
prc-26-consequence = Les clients rencontrent des défauts pendant des semaines avant que vous ne l'appreniez, et alors personne ne sait les reproduire.
prc-26-remedy = Ajoutez un outil de suivi des erreurs (hébergé ou chez vous), sans données personnelles dans les rapports ; désignez qui lit chaque jour les nouvelles erreurs, et liez chacune à un ticket.

prc-28-title = Une surveillance qui n'alerte personne
prc-28-found = Le dépôt { $repository } configure une surveillance ({ $path }) et ne contient aucune règle qui alerte quelqu'un.
prc-28-works = La surveillance comporte des règles qui alertent quelqu'un.
prc-28-consequence = Une panne du vendredi soir dure jusqu'au lundi, ou jusqu'à l'appel d'un client.
prc-28-remedy = Écrivez une poignée de règles sur ce que ressentent les clients (erreurs, lenteur, disque plein, certificat expiré), chacune avec un responsable et la conduite à tenir, et gardez-les à côté de la configuration.

sec-01-title = Des secrets (mots de passe, clés) dans le code
sec-01-found-cloud-key = { $path } contient { $count ->
    [one] une clé
   *[other] au moins { $count } clés
 } d'un compte chez { $provider } ({ $masked }).
sec-01-found-private-key = { $path } contient { $count ->
    [one] une clé privée
   *[other] au moins { $count } clés privées
 } sans mot de passe ({ $masked }).
sec-01-found-ended-key = { $path } contient { $count ->
    [one] une clé privée
   *[other] au moins { $count } clés privées
 } sans mot de passe ({ $masked }) ; le certificat du même nom, à côté, a expiré le { $ended }.
sec-01-found = { $path } contient { $count ->
    [one] un jeton
   *[other] au moins { $count } jetons
 } de { $provider } ({ $masked }).
sec-01-found-password = { $path } contient { $count ->
    [one] le mot de passe
   *[other] au moins { $count } mots de passe
 } d'un service que d'autres peuvent atteindre ({ $masked }).
sec-01-found-signing-key = { $path } contient la clé avec laquelle { $provider } signe les sessions ({ $masked }).
sec-01-found-restricted-key = { $path } contient { $count ->
    [one] une clé
   *[other] au moins { $count } clés
 } de { $provider } ({ $masked }) ; on ne voit pas ici si elle est limitée à cet usage.
sec-01-found-generic = { $path } contient ce qui ressemble à { $count ->
    [one] un mot de passe ou une clé
   *[other] au moins { $count } mots de passe ou clés
 } ({ $masked }).
sec-01-found-aside = Les tests, documents et exemples du dépôt { $repository } contiennent des secrets qui ont la forme de vrais, à au moins { $count ->
    [one] un endroit
   *[other] { $count } endroits
 }.
sec-01-found-lesson = Le dépôt { $repository } dit de lui-même qu'il est peu sûr à dessein, pour apprendre ({ $path }, ligne { $line }) ; { $count ->
    [one] au moins un secret y a été reconnu à sa forme ou à son nom
   *[other] au moins { $count } secrets y ont été reconnus à leur forme ou à leur nom
} : en règle générale, cela fait partie de la leçon ; d'ici, on ne voit pas si l'un d'eux sert aussi ailleurs.
sec-01-works = { $count ->
    [one] Un fichier texte a été examiné
   *[other] { $count } fichiers texte ont été examinés
 } : aucun secret (mot de passe ou clé) reconnaissable à sa forme n'y figure.
sec-01-works-beside = { $count ->
    [one] Un fichier texte a été examiné
   *[other] { $count } fichiers texte ont été examinés
 } ; à part { $beside ->
    [one] une clé privée
   *[other] { $beside } clés privées
 } de tests ou dont le certificat a expiré, aucun secret (mot de passe ou clé) reconnaissable à sa forme n'y figure.
sec-01-consequence = Quiconque a eu un jour une copie du code peut agir en votre nom, à vos frais, jusqu'au remplacement du secret.
sec-01-consequence-ended-key = Si la même clé a servi aussi pour le certificat suivant, tous ceux qui ont le code peuvent se faire passer pour votre serveur.
sec-01-consequence-signing-key = Qui connaît cette clé peut se connecter comme n'importe quel utilisateur, sans mot de passe.
sec-01-consequence-restricted-key = Des inconnus peuvent se servir de la clé, et la facture est pour vous, sauf si elle est liée à vos propres sites et applications.
sec-01-consequence-lesson = Si l'un d'eux sert aussi ailleurs, tous ceux qui ont le code l'ont.
sec-01-consequence-aside = Si l'un d'eux est vrai, tous ceux qui ont le code l'ont ; et les vrais ne se distinguent pas des autres.
sec-01-remedy = Remplacez d'abord le secret : ce qui était dans le code doit être tenu pour connu. Gardez ensuite le nouveau hors du code, et faites refuser le prochain par un contrôle avant qu'il n'entre.
sec-01-remedy-ended-key = Vérifiez qu'aucun certificat actuel n'utilise cette clé, puis retirez-la du code.
sec-01-remedy-restricted-key = Liez la clé à vos sites, applications et services chez le fournisseur, et fixez une limite d'usage.
sec-01-remedy-lesson = Vérifiez qu'aucun d'eux ne sert ailleurs, et ne faites tourner ce logiciel que là où seuls des apprenants l'atteignent.
sec-01-remedy-aside = Vérifiez qu'aucun d'eux n'ouvre quoi que ce soit ; créez-les pendant les tests, ou marquez-les comme inventés.

sec-02-title = Des secrets dans d'anciennes versions du code
sec-02-found = { $path } contenait { $class ->
    [cloud-key] une clé d'un compte chez { $provider }
    [private-key] une clé privée sans mot de passe
    [password] le mot de passe d'un service que d'autres peuvent atteindre
    [signing-key] la clé avec laquelle { $provider } signe les sessions
    [restricted-key] une clé de { $provider }
   *[token] un jeton de { $provider }
 } ({ $masked }) du { $came } au { $left }, soit { $days ->
    [one] un jour
   *[other] { $days } jours
 }{ $times ->
    [one] {""}
   *[other] {" "}en { $times } périodes
 } ; l'historique contient toujours ce secret.
sec-02-found-open = { $path } contenait { $class ->
    [cloud-key] une clé d'un compte chez { $provider }
    [private-key] une clé privée sans mot de passe
    [password] le mot de passe d'un service que d'autres peuvent atteindre
    [signing-key] la clé avec laquelle { $provider } signe les sessions
    [restricted-key] une clé de { $provider }
   *[token] un jeton de { $provider }
 } ({ $masked }) depuis le { $came } ; ce secret n'est plus dans les fichiers d'aujourd'hui, le commit qui l'a retiré n'a pu être établi, et l'historique le contient toujours.
sec-02-found-aside = D'anciens tests, documents et exemples du dépôt { $repository } contenaient { $count ->
    [one] un secret qui a la forme d'un vrai
   *[other] { $count } secrets qui ont la forme de vrais
 }.
sec-02-works = Chaque version de chaque fichier texte a été examinée, dans la mesure où elle a pu être lue : aucune ne contient un secret qui ne soit pas dans les fichiers d'aujourd'hui.
sec-02-consequence = Quiconque a eu un jour une copie du dépôt peut se servir du secret jusqu'à son remplacement, anciens collaborateurs et prestataires compris.
sec-02-consequence-aside = Si l'un d'eux était vrai, tous ceux qui ont une copie du dépôt l'ont.
sec-02-remedy = Remplacez le secret là où il ouvre quelque chose : cela seul aide. Réécrire l'historique en vaut rarement la peine, car les copies restent. Faites ensuite refuser le prochain par un contrôle avant qu'il n'entre.
sec-02-remedy-aside = Vérifiez qu'aucun d'eux n'ouvre quoi que ce soit ; remplacez celui qui ouvre quelque chose.

sec-05-title = Rien ne propose les mises à jour des composants externes (dépendances)
sec-05-found = Le dépôt { $repository } déclare des dépendances ({ $count }), et aucun programme ne propose leurs mises à jour.
sec-05-found-retired = Le dépôt { $repository } déclare des dépendances ({ $count }) ; { $path } est une configuration de Dependabot que son hébergeur ne lit plus depuis 2021, et aucun autre programme ne propose leurs mises à jour.
sec-05-found-lesson = Le dépôt { $repository } déclare des dépendances ({ $count }), { $retired ->
    [yes] et aucun autre programme ne propose leurs mises à jour que Dependabot par { $config }, que son hôte ne lit plus depuis 2021
   *[no] et aucun programme ne propose leurs mises à jour
 }. Il dit de lui-même qu'il est peu sûr à dessein, pour apprendre ({ $path }, ligne { $line }) : des composants dépassés peuvent faire partie de la leçon.
sec-05-works = Dans chaque dépôt, un programme propose les mises à jour des dépendances.
sec-05-consequence = Une faille publiée dans une dépendance reste dans votre produit jusqu'à ce que quelqu'un l'apprenne par hasard.
sec-05-consequence-lesson = Ce qui ne fait pas partie de la leçon vieillit avec le reste, et personne ne sait distinguer l'un de l'autre.
sec-05-remedy = Activez Dependabot ou Renovate avec des mises à jour hebdomadaires groupées, faites-les tester par le pipeline et désignez qui les fusionne.
sec-05-remedy-lesson = Notez quels composants sont dépassés à dessein, et activez Dependabot ou Renovate pour les autres.

sec-06-title = Des étapes de tiers qui peuvent changer sous un nom fixe
sec-06-found = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
 }.
sec-06-found-builds = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Hormis le jeton de l'hébergeur, la même tâche ne nomme aucun secret, et le fichier ne demande aucun droit d'écrire chez cet hébergeur.
sec-06-found-runs = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Hormis le jeton de l'hébergeur, la même tâche ne nomme aucun secret, et le fichier ne demande aucun droit d'écrire chez cet hébergeur.
sec-06-found-undeclared = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Hormis le jeton de l'hébergeur, la même tâche ne nomme aucun secret, et le fichier ne dit pas ce que ce jeton a le droit de faire.
sec-06-found-undeclared-builds = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Hormis le jeton de l'hébergeur, la même tâche ne nomme aucun secret, et le fichier ne dit pas ce que ce jeton a le droit de faire.
sec-06-found-writes = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Le jeton de ce fichier a le droit d'écrire.
sec-06-found-writes-by-step = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Le fichier ne dit pas ce que son jeton a le droit de faire, mais une de ses étapes écrit chez l'hébergeur ({ $writer }).
sec-06-found-writes-sign-in = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Le jeton de ce fichier a le droit d'écrire, et le fichier peut en demander un autre qui lui ouvre une session ailleurs (`id-token`).
sec-06-found-sign-in = { $path } utilise { $count ->
    [one] une action ou un workflow réutilisable d'un tiers sous un nom qui peut être déplacé : { $example }
   *[other] { $count } actions ou workflows réutilisables de tiers sous un nom qui peut être déplacé, par exemple { $example }
}. Hormis le jeton de l'hébergeur, la même tâche ne nomme aucun secret, et cette tâche ne demande aucun droit d'écrire chez cet hébergeur ; mais elle peut demander un jeton qui lui ouvre une session ailleurs (`id-token`).
sec-06-works = Aucune action de tiers n'est utilisée sous un nom qui peut être déplacé (les images de conteneurs ne sont pas examinées).
sec-06-consequence = Si l'un de ces projets est piraté, son nouveau code lit les secrets de votre pipeline à la prochaine exécution.
sec-06-consequence-builds = Si l'un de ces projets est piraté, son nouveau code tourne dans vos constructions à la prochaine exécution et peut changer ce qu'elles testent et produisent.
sec-06-consequence-runs = Si l'un de ces projets est piraté, son nouveau code tourne dans votre pipeline à la prochaine exécution.
sec-06-consequence-undeclared = Si l'un de ces projets est piraté, son nouveau code tourne dans votre pipeline à la prochaine exécution, avec tous les droits que votre hébergeur donne à un jeton dont le fichier ne dit rien.
sec-06-consequence-undeclared-builds = Si l'un de ces projets est piraté, son nouveau code tourne dans vos constructions à la prochaine exécution et peut changer ce qu'elles testent et produisent, avec tous les droits que votre hébergeur donne à un jeton dont le fichier ne dit rien.
sec-06-consequence-writes = Si l'un de ces projets est piraté, son nouveau code écrit chez l'hébergeur de votre code à la prochaine exécution : tout ce que le jeton de ce pipeline a le droit d'écrire.
sec-06-consequence-writes-by-step = Si l'un de ces projets est piraté, son nouveau code écrit chez l'hébergeur de votre code à la prochaine exécution : tout ce que le jeton de ce pipeline a le droit d'écrire.
sec-06-consequence-writes-sign-in = Si l'un de ces projets est piraté, son nouveau code écrit chez l'hébergeur de votre code à la prochaine exécution tout ce que le jeton de ce pipeline a le droit d'écrire, et peut se connecter partout où ce pipeline est admis sans mot de passe.
sec-06-consequence-sign-in = Si l'un de ces projets est piraté, son nouveau code tourne dans votre pipeline à la prochaine exécution et peut se connecter partout où ce pipeline est admis sans mot de passe.
sec-06-remedy = Remplacez chaque étiquette par l'empreinte complète du commit, l'étiquette en commentaire, et laissez le robot de mise à jour la faire avancer.

sec-07-title = Des chaînes automatiques (pipelines) qui ont plus de droits que nécessaire
sec-07-found = { $path } donne à son jeton le droit de tout écrire.
sec-07-found-undeclared = Dans le dépôt { $repository }, { $count ->
    [one] un workflow (suite d'étapes automatiques) a
   *[other] { $count } workflows (suites d'étapes automatiques) ont
 } une tâche qui ne dit pas ce que son jeton d'accès peut faire ; le réglage de l'hébergeur s'y applique : lecture seule pour les projets récents, mais pas pour les anciens.
sec-07-works = Chaque workflow (suite d'étapes automatiques) dit ce que son jeton d'accès peut faire, et aucun ne peut tout écrire.
sec-07-consequence = Un seul composant externe malveillant dans une étape de construction suffit pour modifier votre code source et vos versions publiées.
sec-07-remedy = Mettez `permissions: contents: read` en tête de chaque workflow et donnez à chaque tâche les seuls droits dont elle a besoin ; réglez le défaut de l'organisation sur la lecture seule.

sec-08-title = Une chaîne automatique (pipeline) qui exécute le code d'inconnus avec vos droits
sec-08-found = { $path } récupère ou exécute ce qu'un inconnu a proposé, avec un jeton qui peut écrire ou dont les droits ne sont pas déclarés (ligne { $line }).
sec-08-found-read = { $path } récupère ou exécute ce qu'un inconnu a proposé, avec un jeton limité à la lecture (ligne { $line }) ; les secrets confiés à cette tâche sont à sa portée.
sec-08-works = Aucune suite d'étapes automatiques (workflow) n'exécute le code d'inconnus avec les droits du dépôt.
sec-08-consequence = Un inconnu peut prendre les secrets de votre pipeline ou altérer vos versions publiées en proposant une modification.
sec-08-remedy = Construisez les propositions sur `pull_request`, sans secrets ; un second workflow, qui ne les récupère jamais, utilise le résultat. D'ici là, exigez une approbation avant chaque exécution.

sec-09-title = Aucun programme ne cherche de failles dans le code
sec-09-found = Rien dans le dépôt { $repository } n'analyse ses { $lines } lignes de code source pour y chercher des failles de sécurité.
sec-09-works = Un programme cherche les failles de sécurité dans le code de chaque dépôt.
sec-09-consequence = Les failles de types bien connus sont trouvées d'abord par un attaquant ou par un testeur payé.
sec-09-remedy = Faites tourner dans le pipeline un analyseur qui lit le langage principal : CodeQL ou celui de l'hébergeur là où ils le lisent, Semgrep là où ils ne le lisent pas (PHP, par exemple) ; acceptez l'existant comme point de départ et ne laissez que les nouveaux constats arrêter une modification.

sec-11-title = Pas de liste des composants d'une version
sec-11-found = Le dépôt { $repository } publie des versions, et aucune liste de composants (SBOM) n'est écrite pour une version.
sec-11-works = Les pipelines qui publient notent les composants de chaque version.
sec-11-consequence = Après l'annonce d'une faille, il faut des jours pour savoir quels clients utilisent la version touchée.
sec-11-remedy = Laissez le pipeline de publication écrire un fichier CycloneDX ou SPDX et gardez-le à côté de chaque version.

sec-13-title = Rien ne dit comment signaler une faille
sec-13-found = Le dépôt { $repository } n'a pas de fichier de règles de sécurité (SECURITY.md). Aucune section de son fichier d'accueil ni de son guide de contribution ne parle de signaler des failles. Des règles de toute l'organisation ne sont pas visibles d'ici.
sec-13-works = Chaque dépôt dit comment signaler une faille.
sec-13-consequence = Vous pourriez n'apprendre l'existence d'une faille que par sa publication ou par son exploitation.
sec-13-remedy = Ajoutez un SECURITY.md avec un contact, le délai de votre réponse et les versions que vous corrigez encore ; désignez qui lit cette boîte et qui le remplace.

sec-14-title = Des composants sous une licence qui s'étend à tout le produit
sec-14-found = { $name }, dans le dépôt { $repository }, est sous { $licence }, et le produit ne l'est pas.
sec-14-found-with = { $name }, dans le dépôt { $repository }, est sous { $licence } et apporte { $parts } sous une telle licence aussi ; le produit ne l'est pas.
sec-14-found-brought = { $name }, dans le dépôt { $repository }, apporte { $parts }, sous { $licence }, et le produit ne l'est pas.
sec-14-works = Aucun des { $count } paquets dont la licence est indiquée ne réclame le code source de l'ensemble.
sec-14-consequence = Un client, un concurrent ou un acheteur peut demander votre code source, ou bloquer une vente jusqu'au retrait du composant.
sec-14-remedy = Établissez comment le composant est utilisé et s'il est fourni à des tiers ; puis remplacez-le, achetez une licence commerciale ou isolez-le, avec l'avis écrit d'un juriste.

sec-15-title = La licence de votre propre code n'est pas claire
sec-15-found = Le dépôt { $repository } publie { $name } et n'indique aucune licence.
sec-15-found-two = Dans le dépôt { $repository }, { $path } indique { $licence } alors que le fichier de licence contient un texte { $family }.
sec-15-works = La licence de votre propre code est indiquée, et d'une seule manière.
sec-15-consequence = Les clients prudents s'abstiennent, et dans un litige ou une vente la question coûte des semaines.
sec-15-remedy = Choisissez une licence avec le titulaire des droits, placez son texte complet à la racine et son nom SPDX dans chaque manifeste.

sec-32-title = Des fichiers de déploiement qui ouvrent trop
sec-32-found = { $path } fait tourner { $subjects } en mode privilégié : un tel conteneur a tous les droits sur sa machine.
sec-32-found-host = { $path } laisse { $subjects } partager le réseau ou les processus de l'hôte.
sec-32-found-socket = { $path } remet la socket des conteneurs à { $subjects } : on peut y lancer n'importe quoi sur la machine.
sec-32-found-password = { $path } ne donne à { $subjects } aucun mot de passe, ou un mot de passe que tout le monde essaie en premier.
sec-32-found-port = { $path } ouvre { $subjects } à tout Internet (port { $value }).
sec-32-found-public = { $path } ouvre au public { $subjects }.
sec-32-works = Les fichiers de déploiement ({ $count } lus) n'ouvrent rien de ce qui a été cherché.
sec-32-consequence = Une faille dans un de ces services peut faire perdre toute la machine.
sec-32-consequence-host = Qui pénètre dans un de ces services voit et atteint tout ce qui tourne d'autre sur la machine.
sec-32-consequence-password = Partout où ce fichier est utilisé à portée d'autrui, n'importe qui peut lire et modifier les données.
sec-32-consequence-port = N'importe qui sur Internet peut essayer d'entrer, jour et nuit ; une faille ou un mot de passe divulgué suffit.
sec-32-consequence-public = Des inconnus atteignent directement les données ; un mauvais réglage ou un mot de passe divulgué, et elles sont perdues.
sec-32-remedy = Retirez la ligne et voyez ce qui casse ; donnez des droits précis au lieu de tous.
sec-32-remedy-password = Gardez le mot de passe hors du dépôt, sans valeur par défaut, et changez-le partout où il a servi.
sec-32-remedy-port = Fermez le port au monde : reliez machines et bases de données par un réseau privé, ou n'admettez que des adresses désignées.
sec-32-remedy-public = Retirez l'adresse publique ou le droit d'écrire, et donnez accès aux données par un réseau privé.

tea-01-title = Un composant que très peu de personnes connaissent
tea-01-found-thin = { $orphans } des { $files } fichiers source d'au moins 20 lignes de code dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'ont aucun auteur principal actif, et peu de personnes connaissent le reste : facteur d'autobus { $factor } ({ $ever } en comptant tous ceux qui y ont travaillé).
tea-01-found-thin-many = { $orphans } des { $files } fichiers source d'au moins 20 lignes de code dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'ont aucun auteur principal actif, et peu de personnes connaissent le reste : facteur d'autobus { $factor }. Au même facteur : { $count ->
    [one] un composant
   *[other] { $count } composants
 } ({ $components }).
tea-01-found = Sans { $people }, plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'auraient plus aucun auteur principal actif (déjà sans auteur aujourd'hui : { $orphans }) : facteur d'autobus { $factor } ({ $ever } en comptant tous ceux qui y ont travaillé).
tea-01-found-many = Sans { $people }, plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'auraient plus aucun auteur principal actif (déjà sans auteur aujourd'hui : { $orphans }) : facteur d'autobus { $factor }. Il en va de même pour { $count ->
    [one] un composant
   *[other] { $count } composants
 } ({ $components }).
tea-01-found-gone = Plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'ont plus aucun auteur principal actif : facteur d'autobus 0 ({ $ever } en comptant tous ceux qui y ont travaillé).
tea-01-found-gone-many = Plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'ont plus aucun auteur principal actif : facteur d'autobus 0. Il en va de même pour { $count ->
    [one] un composant
   *[other] { $count } composants
 } ({ $components }).
tea-01-found-small-team = Sans { $people }, plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'auraient plus aucun auteur principal actif (déjà sans auteur aujourd'hui : { $orphans }) : facteur d'autobus { $factor } ({ $ever } en comptant tous ceux qui y ont travaillé). Dans une équipe de deux, il faut s'y attendre ; ce qui reste possible est une passation écrite.
tea-01-found-small-team-many = Sans { $people }, plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'auraient plus aucun auteur principal actif (déjà sans auteur aujourd'hui : { $orphans }) : facteur d'autobus { $factor }. Au même facteur : { $count ->
    [one] un composant
   *[other] { $count } composants
 } ({ $components }). Dans une équipe de deux, il faut s'y attendre ; ce qui reste possible est une passation écrite.
tea-01-found-one = { $people } a écrit { $share } des modifications enregistrées (commits) des 12 derniers mois : sans cette personne, plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'auraient plus aucun auteur principal actif (déjà sans auteur aujourd'hui : { $orphans }) : facteur d'autobus { $factor } ({ $ever } en comptant tous ceux qui y ont travaillé).
tea-01-found-one-many = { $people } a écrit { $share } des modifications enregistrées (commits) des 12 derniers mois : sans cette personne, plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'auraient plus aucun auteur principal actif (déjà sans auteur aujourd'hui : { $orphans }) : facteur d'autobus { $factor }. Au même facteur : { $count ->
    [one] un composant
   *[other] { $count } composants
 } ({ $components }).
tea-01-found-system = Sans { $people }, plus de la moitié des { $files } fichiers source de 20 lignes de code ou plus dans { $component }{ $unknown ->
    [0] {""}
    [one] {" "}(un autre, que seuls de larges commits ont modifié, est laissé de côté)
   *[other] {" "}({ $unknown } autres, que seuls de larges commits ont modifiés, sont laissés de côté)
 } n'auraient plus aucun auteur principal actif (déjà sans auteur aujourd'hui : { $orphans }) : facteur d'autobus { $factor }. Au même facteur : { $count ->
    [one] un composant
   *[other] { $count } composants
 } ({ $components }).
tea-01-works = Il faudrait au moins { $factor } départs pour que le travail sur le système s'arrête.
tea-01-consequence = Si l'une de ces personnes part, les modifications de cette partie s'arrêtent ou se font à l'aveugle pendant trois à neuf mois.
tea-01-consequence-gone = Les estimations y sont fausses, et les réparations prennent plusieurs fois le temps normal.
tea-01-consequence-gone-many = Les estimations y sont fausses, et les réparations prennent plusieurs fois le temps normal.
tea-01-remedy = Confiez les prochaines modifications de cette partie à quelqu'un d'autre, accompagné de la personne qui la connaît, en commençant par les parties qui rapportent. Ne recrutez que si ce partage ne suffit pas.

tea-02-title = Du code dont l'auteur principal est parti
tea-02-found = { $share } des { $lines } lignes de code de { $component } dont les auteurs sont connus sont dans des fichiers dont l'auteur principal a livré moins de trois fois en 12 mois et dont personne encore actif n'a fait le quart des modifications, ni en tout ni, avec trois au moins, sur 24 mois ; modifications de ces fichiers ces 12 derniers mois, balayages exclus : { $revisions }{ $left_out ->
    [0] {""}
   *[other] ; { $left_out } autres lignes, arrivées par de gros imports, ne sont pas comptées
 }{ $data ->
    [0] {""}
   *[other] ; { $data } autres lignes sont des données ou des déclarations sans branches et ne sont pas comptées
 }.
tea-02-found-old-clone = Dans l'histoire examinée, personne n'a rien livré depuis le { $last } : { $share } des { $lines } lignes de code de { $component } dont les auteurs sont connus sont dans des fichiers dont l'auteur principal a livré moins de trois fois en 12 mois et dont personne encore actif n'a fait le quart des modifications, ni en tout ni, avec trois au moins, sur 24 mois ; modifications de ces fichiers ces 12 derniers mois, balayages exclus : { $revisions }{ $left_out ->
    [0] {""}
   *[other] ; { $left_out } autres lignes, arrivées par de gros imports, ne sont pas comptées
 }{ $data ->
    [0] {""}
   *[other] ; { $data } autres lignes sont des données ou des déclarations sans branches et ne sont pas comptées
 }.
tea-02-found-dormant = Dans l'histoire examinée, personne n'a rien livré depuis le { $last } : soit le travail s'est arrêté, soit le clone est ancien ou une autre branche continue. Qui reprend { $system } trouve { $lines } lignes de code et doit chercher des personnes qui les connaissent.
tea-02-found-spread = { $share } des lignes de code source sont dans des fichiers dont l'auteur principal a livré moins de trois fois en 12 mois et dont personne encore actif n'a fait le quart des modifications, ni en tout ni, avec trois au moins, sur 24 mois.
tea-02-works = Quelqu'un d'encore actif connaît la plus grande part du code : { $share } des lignes n'ont plus personne.
tea-02-consequence = Les estimations y sont fausses, et les réparations prennent plusieurs fois le temps normal.
tea-02-remedy = Là où le code changera l'an prochain : interrogez les anciens auteurs pendant deux heures tant qu'ils répondent, écrivez des tests sur ce qu'il fait, nommez un nouveau responsable. Laissez le reste en paix.

tea-03-title = Des fichiers souvent modifiés, par une seule personne
tea-03-found = Dans { $component }, des fichiers ({ $count }) ont été modifiés trois fois ou plus en 24 mois, et par une seule personne ({ $share } des modifications) ; le premier à partager est { $path }, connu de { $person }.
tea-03-works = La plupart des modifications touchent des fichiers partagés ; { $share } touchent des fichiers d'une seule personne.
tea-03-consequence = Les congés ou la maladie d'une personne bloquent la demande d'un client, et personne ne peut relire ses modifications.
tea-03-remedy = Faites relire chaque modification de ces fichiers par quelqu'un d'autre, puis confiez-lui-en une sur trois ; commencez par le fichier nommé.

tea-04-title = Des composants modifiés surtout par des mains de passage
tea-04-found = Dans le composant { $component }, { $share } des { $changes } modifications de fichiers source en 24 mois, balayages exclus, viennent de { $people } personnes qui en détiennent chacune moins de { $limit }.
tea-04-works = Chaque composant actif est modifié surtout par des personnes qui le connaissent bien.
tea-04-consequence = Le composant part à la dérive : chacun y ajoute sa manière, et personne ne se sent responsable de l'ensemble.
tea-04-remedy = Désignez pour le composant deux personnes dont l'approbation est nécessaire à chaque modification, et donnez-leur le temps de le faire.

tea-10-title = Beaucoup de travail le soir et le week-end
tea-10-found = { $share } des { $commits } commits des 12 derniers mois qui portent l'heure de leur auteur ont été écrits le soir, la nuit ou le week-end, à l'heure locale des { $people } personnes qui les ont écrits.
tea-10-works = L'essentiel du travail se fait aux heures d'une journée de travail.
tea-10-consequence = Les gens se fatiguent et partent, et ce qui est écrit à minuit revient sous forme de défaut.
tea-10-remedy = Demandez à l'équipe, dans son ensemble, ce qui pousse le travail hors de la journée : mises en production, pannes, échéances ou libre choix. Changez le plan, pas les personnes.

tea-11-title = Beaucoup de contributeurs réguliers ont arrêté
tea-11-found = Sur { $people } personnes qui contribuaient régulièrement l'avant-dernière année, { $left } ({ $share }) n'ont plus rien apporté ces 12 derniers mois.
tea-11-works = La plupart des personnes qui contribuaient régulièrement il y a un an le font encore.
tea-11-consequence = Le plan compte sur des personnes qui apprennent encore, et le vieux code n'a plus personne à qui s'adresser.
tea-11-remedy = Demandez-vous pourquoi les gens sont partis avant d'en chercher d'autres ; faites noter et partager ce que sait la prochaine personne à partir, et comptez en mois, non en semaines, pour former les nouveaux.

tea-15-title = Des responsables nommés pour des chemins disparus
tea-15-found = Dans le dépôt { $repository }, { $count ->
    [one] une des { $rules } règles de { $path } ne correspond
   *[other] { $count } des { $rules } règles de { $path } ne correspondent
 } à aucun fichier.
tea-15-works = Chaque règle qui nomme des responsables correspond à des fichiers.
tea-15-consequence = Des modifications passent sans les personnes qui auraient dû les voir, et chacun croit qu'elles les ont vues.
tea-15-remedy = Parcourez la liste une fois avec l'équipe, nommez des équipes plutôt que des personnes, et laissez le pipeline échouer quand une règle ne correspond à rien.

tea-05-title = Une grande part du travail vient de personnes extérieures
tea-05-found = { $share } des { $commits } commits des 12 derniers mois portant l'adresse d'une organisation viennent d'ailleurs que { $own }, la plupart de { $domain } ({ $part }).
tea-05-works = L'essentiel du travail est fait par des personnes de l'entreprise.
tea-05-consequence = Quand le contrat se termine, la connaissance part avec lui ; d'ici là, le prestataire fixe le prix et le rythme.
tea-05-remedy = Exigez par contrat des relectures par vos propres équipes, des documents et une passation vérifiée ; faites participer quelqu'un de l'entreprise à ce qui rapporte de l'argent.

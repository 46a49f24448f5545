# Texts of the documents for leadership. Keys and variables are the same in each language; a test sees to it.

# Words that every document uses.
word-evidence = Evidence
word-page = page
word-of = of
word-done = done
word-on-track = on track
word-at-risk = at risk
word-late = late
word-planned = planned
word-unknown = not known
word-grade = Grade
list-also = {"; "}
list-and = { $first } and { $last }

dimension-architecture = Architecture
dimension-debt = Technical debt
dimension-process = Development process
dimension-security = Security
dimension-team = Team
letter-a = healthy
letter-b = good
letter-c = fair
letter-d = poor
letter-e = critical
letter-none = no grade
coverage = { $share } looked at: { $word }
coverage-narrow = a small part
coverage-partial = a part
coverage-broad = most of it

severity-critical = critical
severity-high = high
severity-medium = medium
severity-low = low

part-now = Now: the first three months
part-next = Next: months four to nine
part-later = Later in the plan

days = { $high ->
    [one] { $high } day of work
   *[other] { $high } days of work
}
days-range = { $high ->
    [one] { $low } to { $high } day of work
   *[other] { $low } to { $high } days of work
}
money-range = { $low } to { $high }
person-cto = CTO

# What rests on what.
ref-finding = Finding { $check }, { $severity }: { $text }
ref-grade = Grade of { $dimension }: { $score } of 100 points; { $assessed } of { $applicable } checks answered
ref-works = Check { $check } found nothing to put right
ref-brief = Brief of { $company }, { $id }: { $title }
ref-initiative = Roadmap, { $id }: { $findings ->
    [one] one finding
   *[other] { $findings } findings
} answered; open it in roadmap.json
ref-forecast = Forecast: the plan was simulated { $runs } times (seed { $seed }); open it in roadmap.json
ref-coverage = Catalogue of 135 checks; the list stands in audit.html under "What was not read"

# (a) The audit for leadership.
audit-title = Audit of { $system }
audit-subtitle = { $company }, for the people who decide. State of the code: { $date }
audit-foot = Audit of { $system }, { $date }
audit-answer-weak = The weakest side of your system is { $dimension }: { $word }.
audit-answer-even = All sides of your system that could be judged are { $word }.
audit-answer-none = Too little could be looked at to give a grade.
audit-answer-found = { $count ->
    [0] Nothing that was looked at needs to be put right.
    [one] One thing should be put right.
   *[other] { $count } things should be put right, { $urgent } of them within six months.
}
audit-answer-plan = The plan that goes with this report takes { $days } in { $months } months.
audit-answer-cost = That work costs { $money }.
audit-grades = How healthy it is
audit-grades-how = A is healthy, E is critical. Beside each grade stands how much could be looked at: what was not looked at counts neither for nor against.
audit-works = What works
audit-works-none = No check that answered found everything in order.
audit-risks = What can hurt the business
audit-risks-how = The work that matters most, by what waiting costs. Each line says what happens today.
audit-risks-none = No work was found that serves your problems and goals.
audit-risk-cost = Waiting costs { $money } a month.
audit-risk-unpriced = What waiting costs is not known: no amount was given for what it serves.
audit-findings = The most urgent findings
audit-findings-how = One of each kind, the worst first. All others are in audit.html.
audit-column-finding = What was found
audit-column-severity = How urgent
audit-column-effort = Days of work
audit-costs = What it costs to act, and to wait
audit-costs-caption = The first { $count } pieces of work, by value for each day of the scarcest skill
audit-column-work = Work
audit-column-days = Days of work
audit-column-money = Cost
audit-column-waiting = Cost of waiting, a month
audit-costs-no-rates = Amounts are left out: the brief does not give every rate. Days are days of work of one person.
audit-costs-total = All planned work: { $days }.
audit-costs-total-money = All planned work: { $days }, { $money }.
audit-unseen = What we did not look at
audit-unseen-how = An audit of the code sees the code and its history. The rest needs access or answers:
audit-unseen-platform = { $count ->
    [one] One check needs
   *[other] { $count } checks need
} access to where the code is hosted, built and planned.
audit-unseen-operations = { $count ->
    [one] One check needs
   *[other] { $count } checks need
} access to what runs: servers, monitoring, backups.
audit-unseen-people = { $count ->
    [one] One check needs
   *[other] { $count } checks need
} answers from people.
audit-unseen-repository = { $count ->
    [one] One check of the code is
   *[other] { $count } checks of the code are
} not built yet.
audit-unseen-gaps = { $count ->
    [0] Every file of the audited state could be read.
    [one] One part of the code or its history could not be read; audit.html names it.
   *[other] { $count } parts of the code or its history could not be read; audit.html names them.
}

# (b) The roadmap.
roadmap-title = Roadmap of { $company }
roadmap-subtitle = { $months } months, { $from } to { $to }. From the audit of { $system } at { $date }
roadmap-foot = Roadmap of { $company }, { $from } to { $to }
roadmap-answer = { $count ->
    [0] No work could be planned.
    [one] One piece of work is planned.
   *[other] { $count } pieces of work are planned.
}
roadmap-answer-served = { $served ->
    [0] By what is known today, the work for none of your { $all } problems and goals will be done in time.
   *[other] By what is known today, the work for { $served } of your { $all } problems and goals will be done in time.
}
roadmap-answer-done = There is one chance in two that everything is done by { $p50 }, and there are 85 chances in 100 by { $p85 }.
roadmap-answer-beyond = Part of it may not be done within twice the length of the plan: too much is asked of too few people.
roadmap-promises = What you get: problems and goals
roadmap-promises-caption = Each problem and goal, and when the last work that serves it is done
roadmap-column-promise = Problem or goal
roadmap-column-wanted = Wanted by
roadmap-column-p50 = As likely as not
roadmap-column-p85 = 85 chances in 100
roadmap-column-standing = Where it stands
standing-unserved = no work for it
standing-not-planned = not in the plan
standing-hardly-served = hardly served
standing-late = late
standing-at-risk = at risk
standing-on-track = on track
roadmap-unserved = There is no work for { $id } ({ $title }): the audit found nothing that stands in its way, so this plan does not bring it about.
roadmap-work = What is done, and when
roadmap-work-serves = For { $ids }; promised for { $done }.
roadmap-work-opens = Its place in the order comes from what waits for it: { $titles }.
roadmap-work-done = Promised for { $done }.
roadmap-work-more = { $count ->
    [one] One more piece of work stands
   *[other] { $count } more pieces of work stand
} in the picture below.
roadmap-work-none = Nothing starts in this part.
roadmap-timeline = The plan as a picture
roadmap-timeline-caption = { $count } pieces of work over { $months } months
roadmap-timeline-legend = Bar: work as scheduled. Mark: the promised day. Bracket: from as likely as not to 85 chances in 100.
roadmap-lane-words = { $start } to { $done }, promised { $target }
roadmap-group-problem = { $id }: { $title }
roadmap-group-none = Urgent, for no stated problem or goal
roadmap-capacity = Days a month
roadmap-capacity-caption-short = { $skill } is the scarcest skill: { $demand } days are wanted, { $capacity } are there
roadmap-capacity-caption = No skill is short: the tightest is { $skill } with { $demand } days wanted of { $capacity }
roadmap-capacity-unit = Working days of everybody together, by month; days kept for features and the unplanned are left out
roadmap-capacity-used = planned work
roadmap-capacity-line = available
roadmap-money = Money by quarter
roadmap-money-caption = What the planned work costs in working time
roadmap-column-quarter = Quarter
roadmap-column-team = Team
roadmap-column-hired = To be hired
roadmap-column-cto = CTO
roadmap-column-total = Total
roadmap-column-budget = Budget for hiring
roadmap-money-none = Money is left out: the brief does not give a rate for { $people }. Days are shown instead.
roadmap-money-nobody = Money is left out: the brief gives no currency.
roadmap-milestones = Milestones, measured by machine
roadmap-milestones-caption = Each piece of work with what is measured, now and wanted
roadmap-column-milestone = Work
roadmap-column-indicator = What is measured
roadmap-column-target = Promised
roadmap-indicator-from-to = { $name }: { $start } to { $target }
roadmap-indicator-kept = { $name }: stays at { $target }
roadmap-indicator-unknown = { $name }: not known yet
roadmap-indicator-people = { $name }: to be asked of your team
roadmap-people = People and skills
roadmap-hire = { $role } starts on { $date }.
roadmap-missing = Nobody can do "{ $title }": it takes { $skill } ({ $level }). Look for somebody, or train somebody.
level-junior = junior
level-medior = works alone
level-senior = senior
roadmap-not = What we will not do, and why
roadmap-not-caption = Found, and left out of this plan
roadmap-column-why = Why
not-excluded = decided: { $reason }
not-serves-nothing = serves none of the problems and goals, and is not urgent
not-nobody-can = nobody has the skill { $skill }
not-waits-for = waits for "{ $title }", which has no place
not-worth-it = costs { $cost } or more; waiting for it costs { $waiting } over the whole plan at most
not-no-room = no room before the end of the plan
not-no-room-day = no room: it would be done by { $date }
not-no-room-sure = no sure room: it would be done by { $date }, but with fewer than 85 chances in 100 of being done within the plan
not-over-budget = the budget of its quarter does not suffice
roadmap-not-more = { $count ->
    [one] One more stands
   *[other] { $count } more stand
} in roadmap.json.
roadmap-decisions = What we need from you
decision-unserved = Say what stands in the way of { $id } ({ $title }), or take it out of the plan. Until then there is no work for it.
decision-late = { $id } ({ $title }) is done by { $when }, as likely as not, and is wanted by { $date }. Move its date, drop other work, or add days.
decision-thin = { $id } ({ $title }) is hardly served: the code shows little that stands in its way. Say what else does, or accept that this plan does not end it.
decision-consider = To consider, and to write into the brief: { $plays }.
decision-hire = Start the search for: { $role }. Planned first day: { $date }. Every month later moves the work that waits for it.
decision-skill = Decide who does work in { $skill }: nobody in the team can.
decision-rates = Give the missing rates, so that the plan can speak of money.
decision-none = Nothing. The plan can start.
roadmap-stability = How sure the order is
roadmap-stability-text = When every estimate varies within its range, the first place is held by the same work or its neighbours: { $title } stays between rank { $low } and { $high } in eight simulations of ten.
roadmap-basis-money = The order is by what waiting costs a month for each day of { $skill }, the scarcest skill.
roadmap-basis-points = The order is by rank of problems, weight of goals and severity, for each day of { $skill }, the scarcest skill: not every problem and goal has an amount.
roadmap-assumptions = Assumptions
roadmap-assumptions-caption = Ratios that the plan uses beside what was measured and what you said; each can be changed or switched off in the brief
roadmap-column-assumption = Assumption
roadmap-column-range = Range
roadmap-column-source = Source
assumption-low-quality-code-time = Time in code of low quality, against healthy code
assumption-unknown-code-time = Time in code that nobody active knows, against known code
assumption-junior-speed = Speed of a junior beside somebody who works alone
assumption-review-share = Review of a junior's work, as a share of that work
assumption-loss-avoided = Share of a problem's cost that ends when all that serves it is done
assumption-goal-at-risk = Share of a goal's value that depends on the work that serves it
assumption-overrun = Work beyond the high end of an estimate, in one case of six
assumption-availability = A person's days in a month beside those planned
assumption-off = switched off
source-proposal = our proposal

# (c) The page of the month.
monthly-title = { $company }: { $month } on one page
monthly-subtitle = State on { $date }. System: { $system }
monthly-foot = Evidence: the audit report and the roadmap
monthly-verdict = { $served } of your { $all } problems and goals are on track, and the weakest side of your system is { $dimension } ({ $word }).
monthly-verdict-none = { $served } of your { $all } problems and goals are on track; too little could be looked at to give your system a grade.
monthly-coverage = { $share } looked at
risk-told = { $why }. Way out: { $work }.
monthly-money = Money, { $quarter }
monthly-money-note = in people's time
monthly-money-budget = { $hired } of it for hiring; budget for hiring { $budget }
monthly-cto = CTO this month
monthly-team = Team this month
monthly-days-note = of { $days } available
monthly-due = Due in the next 30 days
monthly-due-done = { $title }: done by { $date }
monthly-due-begins = { $title }: begins on { $date }
monthly-due-none = Nothing is due, and nothing begins.
monthly-more = { $count ->
    [one] One more stands
   *[other] { $count } more stand
} in the roadmap.
monthly-need-unserved = { $id }: nothing in the plan serves it. Say what stands in its way, or drop it.
monthly-need-thin = { $id }: the code shows little that stands in its way. Say what else does.
monthly-need-late = { $id } comes too late: move its date, drop other work, or add days.
monthly-need-hire = { $role }: start the search; first day { $date }.
monthly-risks = The three largest risks
monthly-risk-cost = { $money } a month:
monthly-standings = Problems and goals
monthly-column-sure = Done by (85 in 100)

# The plan as a workbook.
sheet-work = Work
sheet-milestones = Milestones
sheet-capacity = Days by month
sheet-money = Money by quarter
sheet-findings = Findings answered
sheet-assumptions = Assumptions
sheet-rank = Rank
sheet-id = Identifier
sheet-serves = Serves
sheet-in-plan = In the plan
sheet-yes = yes
sheet-no = no
sheet-start = First day
sheet-done = Done as scheduled
sheet-days-low = Days, low
sheet-days-high = Days, high
sheet-cost-low = Cost, low ({ $currency })
sheet-cost-planned = Cost as scheduled ({ $currency })
sheet-cost-high = Cost, high ({ $currency })
sheet-waiting-low = Waiting, a month, low ({ $currency })
sheet-waiting-high = Waiting, a month, high ({ $currency })
sheet-checks = Checks
sheet-now = Now
sheet-comparator = Wanted
sheet-at-least = at least
sheet-at-most = at most
sheet-target = Target
sheet-unit = Unit
sheet-points = points
sheet-month = Month
sheet-person = Person
sheet-available = Days available
sheet-used = Days planned
sheet-amount = { $what } ({ $currency })
sheet-check = Check
sheet-what = What it looks at
sheet-share = Share of it answered here
sheet-fingerprint = Fingerprint
sheet-low = Low
sheet-high = High

# What work, problems and goals are about.
named = "{ $name }" ({ $id })
dimension-meanings = Architecture: whether parts can be changed one at a time. Technical debt: shortcuts of the past that make each change cost more. Development process: how a change reaches its users. Security: what strangers could do. Team: whether enough people know the code.
standing-in-part = { $standing }, with { $planned } of { $all } pieces of work
audit-waiting-total = Not doing it costs { $money } a month.
ref-initiative-asked = Roadmap, { $id }: asked for in the brief; open it in roadmap.json
roadmap-capacity-days = { $used } of { $available } days
roadmap-indicator-check = { $title } ({ $check }), { $name }
decision-asked = { $id } ({ $title }) waits for "{ $work }", which has no place in the plan: { $why }.
decision-budget = The budget for hiring in { $quarter }, { $budget }, pays for { $fits } of the { $days } days that those who are hired can work. Raise it, or let them start later.
monthly-need-asked = { $id }: "{ $work }" has no place in the plan.

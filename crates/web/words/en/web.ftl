# Words of the pages, English. Keys are `noun-what`. Numbers come out with comma
# thousands; figures of quantities are passed as numbers, units as words.

## Everywhere
site-name = Tideover
back = Back
skip = Skip to the text
nav-label = Places
nav-room = Room
nav-unread = new messages
nav-board = Board
nav-give = Give
nav-track = Track
nav-more = More
drill-line = Drill: invented, unless a notice is cited.
foot-head = Journal { $size }, root { $root }
foot-verify = Verify it yourself
copy = Copy
copied = Copied
share = Share
print = Print
page-failed = Not sent: no connection. What you typed is still here.
outbox-waiting = { $n } waiting to send
outbox-refused = { $n } not taken
outbox-drop = Clear
list-and = { ", " }

## Time and figures
ago-now = just now
ago-minutes = { $n } min ago
ago-hours = { $n } h ago
duration-minutes = { $m } min
duration-hours = { $h } h { $m } min
duration-hours-even = { $h } h
duration-days = { $d } d { $h } h
duration-days-even = { $d } d
date = { $d } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date-year = { $date } { $year }
date-time = { $date } { $time }
weekday = { $n ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
day = { $weekday }, { $date }
percent = { $n }%

## Coverage bar
bar-official = Official
bar-planned = Plan gives
bar-received = Received
bar-moving = In transit
bar-firm = Firm
bar-gap = Gap
bar-pledged = Pledged
bar-pledged-not = Pledged (not counted)
bar-draft = Yours
bar-unknown = Amount not stated
bar-needed = Needed
bar-excess = Excess
bar-label = { $needed } { $unit } needed: { $received } received, { $moving } in transit, { $firm } firm, { $gap } missing
bar-label-excess = { $needed } { $unit } needed: { $received } received, { $moving } in transit, { $firm } firm, { $excess } more than needed
bar-label-unknown = Amount not stated: { $received } received, { $moving } in transit, { $firm } firm
bar-label-official = { $text } (counting { $official } of official supply)
bar-label-planned = { $text }; the plan gives { $planned } more
bar-label-pledged = { $text }; another { $pledged } pledged, not counted
bar-label-draft = { $text }; yours { $draft }
gap-left = Missing
gap-of = of { $needed } { $unit }
gap-short = { $gap } { $unit } missing
gap-excess = { $excess } { $unit } too many

## Board slips
needs-who = Place and item
needs-cover = Cover
needs-share = Cover
needs-shortage = Shortage
needs-confirmed = Last confirmed
needs-confirmed-at = confirmed { $when }
needs-act = Act
needs-unknown = not known
needs-not-stated = not stated
needs-count = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}

## Custody and steps
custody-still = { $held } so far
steps-more = { $n } more
steps-label = Steps

## Room growth
growth-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
growth-hours = { $n } h
growth-mark = { $held }, { $people }
growth-label = From { $from } to { $to }
growth-caption = How the room grew

## Pictures
picture-table = The table of this picture
picture-more = { $n ->
    [one] { $n } more row, in this page’s .json
   *[other] { $n } more rows, in this page’s .json
}
lorenz-actual = Bold: as it is
lorenz-equal = Dotted: all alike
lorenz-even = Thin: the evenest
lorenz-half = The worst-off half
lorenz-half-has = has { $n }%
lorenz-label = Lorenz curve: the worst-covered half of the need has { $n }% of the goods
lorenz-label-even = Lorenz curve: the worst-covered half of the need has { $n }% of the goods; the same goods could give it { $even }%
lorenz-axes = Across: need added up in %, from the worst covered. Up: what has arrived, added up in %
lorenz-no-need = No need states an amount: nothing to draw.
lorenz-nothing = Nothing has arrived yet, so nothing is spread unevenly.
lorenz-caption = Need and what has arrived, added up from the worst covered
lorenz-from-worst = From the worst
lorenz-has = Arrived
lorenz-need-sum = Need so far, %
lorenz-has-sum = Arrived so far, %
network-nothing = Nothing has been done together yet: no line to draw.
network-label = { $ends } ends, { $ties } ties, of which { $single } are the only tie of one end
network-cut = without it a line breaks
network-thick = thicker: more done
network-only = the only tie
network-only-short = the only tie
network-from = Who
network-to = With whom
network-acts = Acts
network-note = Note
network-caption = Who did how much with whom
network-left = What matters most is drawn. Points left out: { $ends }, lines: { $ties }; the table below has them.
sankey-nothing = Nothing has been dispatched yet.
sankey-others = { $n } others
sankey-label = { $what }, from where to where, { $total } { $unit } in all. Most from { $from }: { $given }. Most to { $to }: { $had }
sankey-from = From
sankey-to = To
sankey-caption = From where to where, { $unit }
tiles-plain = Tiles stand in the order of their codes, not where the places lie.
tiles-nm = NM
tiles-hl = HL
tiles-nothing = No places yet.
tiles-label = { $what }, coverage: { $n ->
    [one] one place has
   *[other] { $n } places have
} figures, the lowest is { $worst } with { $percent }%; { $silent } have no data
tiles-label-none = { $what }, coverage: no place has figures; { $silent } have no data
over-nothing = No need states an amount: no line to draw.
over-one = It has only just begun: no line to draw yet.
over-label = { $what }, coverage: from { $start }% to { $end }%
over-label-plan = { $text }; by the plan it could be { $plan }%
over-deed = As it is, %
over-plan = By the plan, %
over-when = When
over-covered = Covered
over-caption = Coverage over time, { $unit }

## Heat table
heat-low = under 25
heat-mid = 25–49
heat-high = 50–79
heat-full = 80 and over
heat-excess = excess
heat-none = no data

## Label
label-box = Box { $n } of { $total }
label-how = Scan it, or type the code on any mirror
label-qr = QR code of { $url }
label-head = Journal { $size }, { $root }

## Forms
form-errors = { $n ->
    [one] One thing to mend
   *[other] { $n } things to mend
}
form-kept = What you typed is kept.
step-less = { $n } less
step-more = { $n } more

## Errors
error-malformed = It did not arrive whole
error-malformed-text = Nothing was recorded. Go back and send it again: what you typed is still there.
error-elsewhere = This form was not sent from here
error-elsewhere-text = What another site sends in your name is not taken, and nothing was recorded. Open the page here and fill it in.
error-method = This address only takes forms
error-method-text = There is no page to look at here. Go back, or begin at the first page.
error-slow = No answer came in time
error-slow-text = Look whether it was recorded; if not, send it again. The same form sent twice counts once.
error-not-found = There is nothing here
error-not-found-text = The address may be wrong, or what stood here was taken down.
error-forbidden = This is not yours to do
error-forbidden-text = Only those with the role for it can. Your room's lead can give it to you.
error-sign-in = First say who you are
error-sign-in-text = Join by an invitation link, or open a room: a name is enough.
error-invalid = Something does not fit
error-invalid-text = Nothing was recorded. Go back: what you typed is still there.
error-conflict = Somebody was faster
error-conflict-text = Things changed while you were typing. Look again, then decide.
error-gone = This link no longer works
error-gone-text = It was used, withdrawn or has run out. Ask for a new one.
error-too-large = That is too big
error-too-large-text = We take less at a time. Send a smaller picture, a table in parts, or less text.
connections-full = Too many are here just now. Try again in a few seconds.
connections-neighbour-full = Too many connections from your network at once. Close some pages and try again in a few seconds.
error-too-many = A little slower
error-too-many-text = Many acts came from here at once. Nothing was recorded; try again in { $seconds } s.
error-busy = Very busy right now
error-busy-text = Nothing was recorded. Try again in { $seconds } s.
error-internal = This was our mistake
error-internal-text = Nothing was recorded. It is noted here; please try again later.
error-home = To the first page

quantity-at-least = at least { $amount }
quantity-rate = { $amount } a day
quantity-unknown = amount not stated

# The board
board-title = Needs board
board-subtitle = { $place }, as of { $time }
board-everywhere = everywhere
board-all = All
board-by-item = Items
board-by-place = Where
board-filters = More filters
board-show = Show
board-ranked = Worst covered first
board-unknown = Amount not stated
board-unknown-text = Not 0 and not 1: nobody wrote a number down, so these are not ranked.
board-stale = Nobody confirmed for four days
board-stale-text = Out of the ranking after 96 hours, never deleted. Greyed above: after two days.
board-waiting = Waiting for a verifier
board-waiting-text = Takes no pledges yet.
board-of-all = { $n } in all.
board-due = { $when }, time to ask
board-ask-again = Ask again
board-ask-amount = Ask the amount
board-rather = Rather { $place }
board-silent = Nobody has posted a need: { $place }
board-silent-text = No data does not mean no need. Do you know people there?
board-ask-for-them = Ask for them
board-pages = Pages
board-before = Back
board-page = { $page } of { $pages }
board-more = Next { $n }
board-new = Post a need
board-give = I have something to give

# Needs: page and form
did-accepted = A commitment was accepted
did-cleared = A large pledge was cleared
did-confirmed = A commitment became firm
did-community-opened = This community began, and its journal with it
did-offer-made = Somebody offered what they have
did-distribution-published = a published list was recorded
did-flag-raised = the watch found figures that do not agree
did-flag-answered = somebody said what they know about a flag
did-flag-settled = a flag was settled
did-disparity-noticed = two groups of places stand further apart than they need to
did-disparity-passed = two groups of places came closer again
did-offer-withdrawn = An offer was taken back
did-offer-conditioned = The donor said for whom the goods are and when they can leave
did-plan-policy-set = Somebody changed what comes first in the fair plan
did-plan-published = A fair plan was published
did-plan-accepted = A line of the plan was accepted
did-plan-changed = A line of the plan was changed, with a reason
did-plan-left = A line of the plan was left, with a reason
did-party-registered = One more party: in the journal it is a number and nothing else
did-place-named = A place got a name
did-recipient-alias = A recipient got another name
did-recipient-checked = Somebody checked a recipient
did-recipient-merged = Two numbers turned out to be one recipient
did-recipient-registered = A recipient was registered
did-role-granted = A role was given
did-role-revoked = A role was taken back
did-room-counted = The members of a room were counted
did-room-opened = A room opened
did-contact-changed = The contact changed; verified anew
did-declined = A commitment was declined
did-evidenced = The donor brought evidence
did-gate-skipped = Somebody skipped a gate and said why
did-lapsed = A commitment lapsed
did-moved = The goods moved on
did-need-closed = Closed
did-need-merged = Merged into another
did-need-paused = Paused
did-need-reconfirmed = Confirmed again
did-need-rejected = Rejected
did-need-reported = Reported
did-need-resumed = Resumed
did-need-revised = Amount or standards changed
did-need-verified = Verified
did-pledged = Somebody pledged
did-received = Goods were received
did-redirect-proposed = A redirect was proposed
did-redirected = Redirected
did-text-redacted = A text was removed
did-withdrawn = A commitment was withdrawn
form-choose = Choose one
form-day = Write the day like 2020-02-10
form-name = What shall we call you
form-name-text = Any name will do; only rooms see it.
ground-author = its author asked
ground-legal = the law requires it
ground-privacy = it names a private person
ground-safety = it endangers somebody
need-add-line = One more item
need-appoint = Let the reporter act for the recipient
need-appoint-text = Only after a call back: the reporter is one of theirs, and will change amounts, pause, and receive.
need-as-written = The text says “{ $text }”; please convert
need-ask = Still true?
need-ask-room = Ask in the room
need-ask-text = The recipient and its room confirm this.
need-by-when = Needed by
need-close = Close this need
need-close-go = Close
need-commitments = Commitments
need-commitments-none = Nobody has pledged yet.
need-consignments = Consignments
need-contact = Contact
need-contact-members = For members of the room
need-contact-none = None given
need-contact-text = Members of the room alone see it; it is not in the journal.
need-critical-text = Urgent: lives depend on it
need-doubt-offer = This reads like an offer, not like a need.
need-doubt-talk = This does not read like a need; please look again.
need-drop-line = Remove item { $n }
need-earlier = Earlier amounts
need-evidence = On what evidence
need-facts = This need
need-history = History
need-how = Meaning
need-how-exact = exactly
need-how-least = at least
need-how-many = Give a number, or tick “unknown”
need-how-rate = a day
need-how-unknown = unknown
need-item = Item
need-item-choose = Choose
need-kind = What it is
need-line = Item { $n }
need-line-fault = Item { $n }: { $why }
need-line-more = Standards, date
need-lines = Every item
need-merge = Same as another
need-merge-go = Merge
need-merge-into = Merge into
need-new-subtitle = Paste an appeal, or write item by item
need-new-title = Post a need
need-no-room = No room
need-own = For the recipient and its room
need-paste = Paste an appeal
need-paste-go = Read it
need-paste-text = As it is. We find items, amounts and names; you correct.
need-pause = Pause
need-pause-for = For how many hours
need-pause-hours = A number from 1 to { $max }, or leave it empty
need-pause-text = No new pledges meanwhile. Empty: until resumed.
need-place = Where
need-place-missing = Not in the directory: say in which city or county
need-place-text = City or county, such as Huanggang
need-post = Right, post it
need-provisional = not in the directory
need-quantity = How many { $unit }
need-quantity-plain = How many
need-reason-public = Reason (public)
need-recipient = Recipient
need-recipient-check = Check the recipient
need-recognised = { $n } found
need-recognised-text = What was found is marked; correct it below. Contacts go to members alone.
need-reject = Reject
need-reject-go = Reject
need-remark = Remark
need-testimony = From testimony
need-remark-text = Public. No names, no telephone numbers.
need-reported-at = Reported
need-resume = Resume
need-revise = Change: { $item }
need-revise-go = Change
need-room = Room
need-satisfied = Satisfied, close it
need-similar = The same was posted within three days
need-similar-separate = This is another one
need-similar-text = Same recipient, same item. Most likely that one should be updated.
need-similar-update = Update { $code }
need-skip = Skip this gate
need-skip-not = Do not skip
need-skip-own = You reported or changed this; another should verify. To skip, your reason is public.
need-skip-second = Two verify a recipient outside the directory. To skip, your reason is public.
need-source = Source
need-source-text = A link to the notice or post. A source or a contact is needed.
need-standards = Accepted standards
need-standards-item = Choose the item first.
need-standards-none = No standards are listed for this item.
need-standards-show = Show standards
need-standards-text = None ticked: any that suits.
need-still-true = Still true
need-sum = { $n ->
    [one] Post one item
   *[other] Post { $n } items
}
need-sum-text = First it waits for a verifier, who calls back at a number found independently.
need-title = Need { $code }
need-unknown = Amount unknown
need-verify = Verify
need-verify-go = Verified
need-verify-text = Do not call the number in the appeal; find another. A photo of a seal is no proof.
need-waits = Waits for a verifier
need-verified-by-you = You verified it; another one has to
need-waits-second = One has verified it. A recipient outside the directory takes two: after the second, pledges are taken.
need-waits-text = The verifier is not the reporter. Until then no pledges.
need-what-missing = Choose an item
need-who = Who needs it
need-who-missing = Say who needs it
need-who-new = Not in the directory? Say where
need-who-several = Several have this name: { $names }
need-who-text = Type, and choose from the directory.
offer-new = I have supplies for whoever needs them
recipient-alike = Perhaps the same
recipient-alike-text = The names may mean one facility. Numerals matter: No. 2 is not No. 5. Merging keeps both ids and moves the needs.
recipient-check-go = Record
recipient-merge-into = Merge into { $who }
recipient-standing = How well is it known
recipient-standing-text = By a number found independently, never the one in the appeal.
text-entry = entry { $n }
text-ground = Ground
text-remove = Remove this text
text-remove-which = Remove “{ $start }…”
text-remove-text = The words go; their seal and this record stay.
text-removed = This text was removed ({ $ground })
typed-not-a-number = A whole number is needed
typed-other-unit = Count in { $unit }, please convert

# Giving
form-place = Give a city or county, such as Hangzhou
give-title = I give
give-subtitle = You can take it back until it is sent
give-choose = Worst covered first. Choose one and give.
give-none = Nothing is lacking now
give-none-text = Look at the board, or note down what you have.
give-how-much = How much?
give-how-many = Say how much
give-from = From where
give-from-example = Hangzhou
give-ready = Ready on
give-standard = Which standard?
give-only-these = They accept only { $standards }. Anything else is refused: do not buy it.
give-any-standard = Any standard that suits is accepted.
give-not-here = Not accepted here
give-no-standard = No certificate, or unknown
give-no-standard-text = Never mind: photograph it, we help.
give-despite = I know it is not accepted here; note it all the same
give-with = { $n }% with yours
give-enough = Covered already: { $n }%
give-too-much = More than is lacking
give-excess = { $n ->
    [0] Nothing is lacking here, nor with anybody else now.
   *[other] { $n } { $unit } more than needed. Nobody else lacks this now.
}
give-excess-elsewhere = { $n ->
    [0] Nothing is lacking here.
   *[other] { $n } { $unit } more than needed.
} { $who } stands at { $percent }%.
give-where = Where to?
give-other = Rather to { $who }
give-after = once firm { $before }% → { $after }%, { $n } { $unit } still lacking
give-half = Half and half
give-half-text = { $n } { $unit } there: { $text }
give-suggested = suggested
give-here = Still to { $who }
give-here-text = { $n ->
    [0] Whatever you add is shown in public as an excess
   *[other] An excess of { $n } { $unit } will be public
}
give-changed = It changed while you wrote
give-changed-text = { $before } were lacking, now { $now }. What you typed is still here; look once more.
give-name-text = In public you are “a donor in your city”.
give-sum = { $amount } to { $who }
give-sum-open = Commit
give-sum-text = First a pledge, which covers nothing. It counts once the hospital accepts and evidence was seen.
give-go = Commit

# The page of a commitment
form-batch = A batch number has up to 24 letters, digits or - . /
commitment-asked = Does it still come?
commitment-asked-text = The day it was to be ready has passed. Unless evidence is approved it is freed { $when }, so that others can give. If it does not come, take it back now.
commitment-contact-changed = The recipient’s contact changed { $when }
commitment-contact-changed-text = Before anything leaves, call them on a number found independently: in 2020 crooks swapped numbers in appeals.
commitment-page-title = Commitment { $code }
commitment-for = For
commitment-facts = This commitment
commitment-promised = Promised
commitment-released = Taken back or redirected
commitment-left = Not packed yet
commitment-from = Came out of
commitment-no-standard = No certificate, or unknown
evidence-title = Evidence
evidence-text = It counts once evidence was seen. Give a lot or a document.
evidence-waits = Given; somebody else looks at it
evidence-again = Give it again
evidence-certificate = Certificate
evidence-batch = Batch number
evidence-made = Made on
evidence-expires = Expires on
evidence-document = Document
evidence-document-text = Public. Certificate number and issuer; no names, no telephone numbers.
evidence-go = Give evidence
evidence-approved = Somebody approved the evidence
commitment-send-ready = Ready to send: { $n } { $unit }
commitment-send-go = Pack and send
decide-title = Decide
decide-clear = Clear it: it is real
decide-accept = Accept
decide-checked = How far was the evidence checked
decide-confirm = Evidence seen, make it firm
decide-skip-own = This is your own; another should look. To skip, your reason is public.
decide-skip-accept = The recipient has not accepted. To skip, your reason is public.
decide-decline = Decline
redirect-title = Give it elsewhere
redirect-text = Both sides agree: the donor, and the recipient or its room.
redirect-stands = { $percent }%, { $n } { $unit } lacking
redirect-propose = Propose
redirect-by-donor = The donor would rather give it elsewhere
redirect-by-room = The room asks to give it elsewhere
redirect-proposed-text = { $n } { $unit } to { $who }
redirect-agree = Agree
withdraw-title = Take it back
withdraw-text = Takes back { $n } { $unit }; the gap is open again at once, in public.
withdraw-go = Take it back

# Offers and facilities
offer-title = Note down supplies
offer-lead = Supplies at hand, not yet for anybody: note them here, then choose where they lack most.
offer-unit = In single pieces, sets or pairs
offer-where = Where they are
offer-sum = Note these supplies
offer-sum-text = This is no commitment yet; you commit when you choose a need.
offer-go = Note down
offer-card = Offer
offer-page-title = Offer { $code }
offer-open = Open
offer-aimed = All aimed
offer-left = Left
offer-made = Noted
offer-facts = These supplies
offer-matches = Where they lack most
offer-aim = Give here
offer-plan = See how the fair plan would share it
offer-conditions = For whom, in which packs, and when it can leave
offer-conditions-go = Note it down
offer-only-place = Only for recipients in
offer-only-place-text = A province, city or county; leave it empty for anybody
offer-permits = Places that the permit covers
offer-permits-text = Several with commas; leave it empty when none is needed
offer-pack = How much is in a closed pack
offer-pack-text = In single pieces, sets or pairs; leave it empty when packs may be opened
offer-recipients = Only for these recipients
offer-recipients-text = One in a line, by the name in the directory; leave it empty for anybody
offer-recipient-unknown = The directory has no “{ $name }”. Write the name as the directory has it.
offer-ready = Can leave on
offer-expires = Expires on
recipient-no-label = Write the label of the other, such as F-4QX7-K
recipient-merged = This one was merged into another
recipient-merged-go = See that one
recipient-needs = Needs
recipient-needs-none = None posted. No data does not mean no need.
recipient-more = { $n } more
recipient-code = Label
recipient-aliases = Also called
recipient-contact-hidden = For verifiers
recipient-contact-changed = Contact changed: { $when }
recipient-facts = This facility
recipient-change = Change
recipient-contact-new = New contact
recipient-contact-text = Its needs are then verified anew, and the change is public.
recipient-alias = Another name
recipient-alias-text = Another spelling of the same one. Second is not Fifth.
recipient-merge = Merge into another
recipient-merge-text = The label of the other. Both labels survive.

# Amounts and waits
amount-of = { $amount } of { $item }
board-waits = { $when }, not verified
commitment-standard = Standard

# Photographs of certificates
evidence-photo = See the photograph
evidence-photo-members = A photograph, for members of the room

# Cards of needs and commitments
list-comma = , { "" }
card-give = I give
card-verify = Check it
card-look = Look
card-talk = Talk
card-talk-n = Talk { $n }
need-card = Need
need-critical = Urgent
need-history-older = { $n } earlier ones
need-more-lines = { $n } more items
need-by = , by { $when }
need-half-verified = { $evidence }; one more has to verify
need-unverified = Not verified yet
need-reported = Not verified yet
need-open = Open
need-paused = Paused
need-paused-until = Paused until { $when }
need-closed = Closed: { $why }
need-rejected = Rejected: { $why }
need-merged = Same as { $code }
need-evidence-notice = Official notice seen
need-evidence-call = Called back at a number found independently
need-evidence-own = The recipient says so itself
need-evidence-at = { $evidence }, { $when }
need-close-met = enough has arrived
need-close-withdrawn = no longer needed
need-close-others = others have covered it
need-close-expired = its date has passed
need-reject-denied = the recipient says it is not theirs
need-reject-not-found = no such recipient or contact
need-reject-fraud = the appeal is a fraud
need-reject-scope = not what we can do
skip-emergency = Lives would wait
skip-nobody = Nobody else is here
skip-unreachable = The other side cannot be reached
standing-unchecked = Not checked yet
standing-called = Called back
standing-document = Document seen
standing-authority = Confirmed by an authority
facility-hospital = Hospital or clinic
facility-hub = Transfer station
facility-organisation = Organisation that passes goods on
facility-other = Something else
line-held = Another { $n } { $unit } wait for a verifier, counted nowhere
commitment-card = Commitment
commitment-title = { $what }, from { $place } to { $to }
commitment-look = See commitment
commitment-batch = batch { $number }
commitment-held = Waits for a verifier
commitment-held-text = Large and new: a verifier looks at it first. Until then it is in no total.
commitment-pledged = Pledged
commitment-accepted = Accepted
commitment-firm = Firm
commitment-fulfilled = Delivered
commitment-declined = Declined: { $why }
commitment-withdrawn = Withdrawn
commitment-redirected = Serves another need
commitment-lapsed = Lapsed
decline-standard = other standards are accepted
decline-not-needed = no longer needed
decline-duplicate = committed before
decline-doubtful = the supplier is doubtful
certificate-claimed = Certificate: the donor says so
certificate-format = Certificate number has the right form
certificate-seen = Certificate seen
certificate-register = Certificate found in the register
donor-in = a donor in { $place }
step-pledged = pledged
step-accepted = accepted
step-firm = firm
step-dispatched = sent
step-received = received

## Refusals
refused-name-empty = A name is needed.
refused-name-too-long = A public name has at most 60 characters.
refused-name-character = A public name has no straight quotation marks, backslashes or control characters.
refused-name-phone = A public name holds no telephone number. Put it under contact.
refused-name-link = A public name holds no link. Put it under source.
refused-busy = Too busy right now. Nothing was recorded; try again in a moment.
refused-read-only = Nothing can be recorded until the journal is complete again.
refused-not-signed-in = Say what to call you first.
refused-too-fast = Too many at once. Nothing was recorded; wait a little.
refused-many-newcomers = Many people began here at once. Nothing was recorded; what you typed is still here. Send it again in half a minute.
refused-not-found = There is nothing here for you.
refused-empty = Write something first.
refused-too-long = At most { $max } characters. What you wrote is still here.
refused-too-many = At most { $max }. What you wrote is still here.
refused-code-invalid = This code or link does not work: wrong, used up or expired. Ask for a new one.
refused-link-paused = This link is paused.
refused-link-revoked = This link was withdrawn. Ask for a new one.
refused-too-late-to-edit = Words can be changed for 15 minutes. Remove them, or say it anew.
refused-already-member = You are in this room already.
refused-not-a-photo = This file is not a photograph, or larger than { $max_bytes } bytes.
refused-store = Something broke on our side. Nothing was recorded.
refused-community-open = The community is open already.
refused-thing-missing = There is no such thing here.
refused-not-allowed = Another role is needed for this. A lead of the room can give it.
refused-out-of-bounds = A number or a time is outside what can be recorded.
refused-auditor-settles-only = An auditor settles disputes and records nothing else.
refused-author-cannot-check = Whoever registered a recipient or changed its contact cannot check it. Ask somebody else.
refused-not-a-member = Only members of the room can do this.
refused-community-only = Only the clock of the community does this.
refused-organisation-needs-name = An organisation needs a public name.
refused-person-has-no-name = A person has no name in the public journal.
refused-role-needs-room = Say for which room.
refused-role-needs-recipient = Say for which recipient.
refused-role-needs-community = This role is given for the whole community, not for a room.
refused-role-held = They have this role already.
refused-role-not-held = They do not have this role.
refused-last-lead = A room keeps at least one lead. Name another first.
refused-second-lead-missing = Twelve people are here and one leads. Nobody can join before a second lead is named.
refused-recipient-exists = A recipient of this name stands in the directory. Choose it, or say that this is another.
refused-recipient-merged = This recipient was merged into another.
refused-same-thing = These two are the same.
refused-no-lines = At least one item is needed.
refused-too-many-lines = At most { $max } items at once. Post the rest separately.
refused-too-many-standards = At most { $max } standards for one item.
refused-quantity-zero = The quantity must be at least 1. If nobody said how many, choose “unknown”.
refused-quantity-too-large = More than { $max } cannot be right. Check for extra zeros.
refused-needs-source-or-contact = Give a link to the appeal, or somebody who can be called. Otherwise nobody can check it.
refused-same-supply = A record says the same already: as much of it, for the same recipient, on the same day. Look at it, or say that this is another.
refused-similar-need = The same item was posted for this recipient within 72 hours. Update that one, or say that this is another.
refused-reporter-cannot-verify = Whoever posted a need cannot verify it. Ask somebody else.
refused-already-verified-by-you = You stand for it already. A second person is needed.
refused-need-not-reported = This need is not waiting for a verifier any more.
refused-need-not-verified = This need is not verified yet. It takes pledges after a call back.
refused-need-paused = The recipient asked to stop for now.
refused-need-not-paused = This need is not paused.
refused-need-closed = This need is closed.
refused-no-such-line = There is no such line.
refused-nothing-changes = This is as it was: nothing changed.
refused-not-met = Received { $received } of { $needed }. Only the recipient may call it met now.
refused-in-the-future = The time lies in the future. Check the clock of the phone.
refused-in-the-past = The time lies in the past.
refused-standard-not-accepted = This recipient does not accept that standard. Look whom it suits before buying.
refused-standard-for-other-item = That standard is for another kind of goods.
refused-offer-for-other-item = That offer is of another kind of goods.
refused-offer-too-small = Only { $left } of that offer are left.
refused-too-many-conditions = An offer names at most { $max } places or { $max } recipients. Take some away.
refused-nothing-to-plan = There is nothing to share out now: nothing is offered, or nothing of it can reach anybody. Note down an offer first.
refused-plan-too-large = { $lots } offers and { $asks } need lines are more than one plan can work out. Settle some of them first.
refused-plan-replaced = A newer plan stands by now. Look at it before you decide.
refused-plan-line-changed = This line stands at { $quantity } by now: somebody changed it. Look again before you accept.
refused-plan-line-decided = This line is decided and can no longer be changed here.
refused-not-your-commitment = This is another donor’s commitment.
refused-commitment-state = The commitment has moved on. Look at it again.
refused-commitment-held = This commitment waits for a verifier because of its size.
refused-donor-cannot-confirm = Donors cannot approve their own evidence. Ask somebody else.
refused-evidence-missing = Evidence is missing: a batch number or what the certificate says.
refused-not-so-much-left = Only { $left } of this commitment have not left yet.
refused-no-proposal = Nobody has proposed to redirect this.
refused-proposer-cannot-agree = Whoever proposed cannot agree too. The other side must.
refused-other-item = The other need is for another kind of goods.
refused-too-early = It is too early for this.
refused-different-recipients = These lines go to different recipients. Pack them separately.
refused-commitment-not-firm = Only firm commitments can be sent: evidence first.
refused-not-your-consignment = This is another sender’s consignment.
refused-consignment-state = The consignment has moved on. Look at it again.
refused-packages = Between 1 and { $max } boxes.
refused-counts-per-line = Count each of the { $lines } lines.
refused-too-many-photos = There is room for { $max } photographs here.
refused-not-the-holder = Only whoever holds the goods can do this.
refused-holder-cannot-take = You hold the goods already.
refused-no-handover-asked = The holder has not offered the goods yet.
refused-handover-asked = A hand-over is being confirmed already.
refused-other-side-confirms = The other side must confirm.
refused-meant-for-another = This hand-over was meant for somebody else.
refused-recipient-only = Only the recipient records what arrived.
refused-sender-cannot-receive = Whoever sent the goods cannot receive them too.
refused-holder-cannot-settle = Whoever had the goods in hand cannot settle the dispute.
refused-more-than-open = Line { $line }: only { $open } are still open. Put the rest under surplus.
refused-reason-missing = Say why the goods were refused.
refused-receipt-lines = Say for each line, once, how many arrived.
refused-no-such-receipt = There is no such receipt.
refused-carrier-cannot-declare-loss = The carrier alone cannot declare a loss. Sender or recipient does.
refused-notice-missing = Give the link to the public notice that says so. Only an office may record its supplies without one.
refused-not-an-office = Choose an organisation of this community as the office, or leave it open.
refused-corrected-already = Somebody corrected this in the meantime. Open it again: the newest figure is the one to correct.
refused-too-many-corrections = This was corrected { $max } times already. Ask an office to record it anew.
refused-delivered-already = It is delivered already: only what is still to come has a day of delivery.
refused-delivery-too-far = The day of delivery lies more than { $days } days ahead. Look at the year again.
refused-delivery-before-allocated = The day of delivery lies before the day on which it was allocated. Name a later one.
refused-too-long-ago = The day lies more than { $days } days back. Look at the year again.
refused-nothing-disputed = Nothing is disputed here.
refused-disputed-already = A dispute is open already.
refused-nothing-found = The watch finds nothing of this kind here.
refused-flagged-already = This was flagged before. Look at that flag.
refused-flag-settled = This flag is settled. What was said stays readable.
refused-too-many-answers = No more than { $max } of these here. What you wrote is still here.
refused-concerned-cannot-settle = Whoever a flag concerns cannot settle it. Say what you know instead.
refused-jurisdictions-enough = This community chases at most { $max } offices.
refused-jurisdiction-exists = This office, or another with this code, is registered already.
refused-parent-not-above = The office above must stand higher. Choose another, or another level.
refused-too-many-places = At most { $max } places for one office.
refused-too-far-ahead = The first day owed lies more than { $days } days ahead.
refused-official-is-a-person = A person speaks for an office; an organisation does not.
refused-own-appointment = Nobody proposes or confirms themselves. Ask somebody else.
refused-proposer-cannot-confirm = You proposed this. A second person confirms it.
refused-official-confirmed = This official is confirmed already.
refused-officials-enough = At most { $max } people for one office, with those proposed.
refused-official-needs-two = An official needs two people: one proposes, another confirms. Do it on the page of the office.
refused-office-suspended = This office owes reports and is suspended: it records no official supply until its backlog is filed.
refused-office-closed = This office is closed. For later days, name the one that took over.
refused-proposer-cannot-close = You proposed that it ends so. A second person who leads the community has to say the same.
refused-own-office = You speak for this office: somebody else who leads the community closes it.
refused-appointment-ended = This appointment has ended.
refused-no-such-text = That text was removed before.

## Journal
entry-title = Journal, entry { $n }
entry-public = public, for ever
entry-at = Recorded
entry-by = By
entry-community = the community
entry-party = party { $n }
entry-type = Type
entry-soon = Recorded, not yet under a signed head
entry-soon-text = A new head is signed within a second. Load this page again.
entry-included = Included in the journal
entry-proof = Proof as a file
entry-proof-text = What this means: entry { $index } stands in the signed first { $size } entries, not a letter of it changed. The proof is a C2SP tlog-proof: the index, each step on the way up, the signed checkpoint. With the text below anybody can work it out.
entry-checkpoint = See the checkpoint
entry-leaf = The fingerprint of this entry
entry-steps = { $n ->
    [one] One step up to the root
   *[other] { $n } steps up to the root
}
entry-texts = Texts behind it
entry-text-seal = The seal of “{ $field }”, which the entry holds:
entry-text-removed = This text was removed ({ $ground }). Its seal stays:
entry-raw = The entry itself
entry-raw-text = Counted from 0. No telephone number, street or talk: those never enter the journal.
entry-neighbours = Neighbours
verify-title = Verify it yourself
verify-subtitle = You need not trust us
verify-lead = Every figure here rests on a journal that nobody can rewrite.
verify-lead-text = Its entries are leaves of one tree. Whoever keeps an old root sees at once if anything before it was changed.
verify-now = The checkpoint now
verify-head-short = checkpoint { $n }
verify-entries = { $n ->
    [one] entry
   *[other] entries
}
verify-root = The root: all entries pressed into one number
verify-download = Checkpoint
verify-key = Key
verify-key-text = The key that signs it. Write it down, compare it with a friend.
verify-ask = Is an entry in it?
verify-which = Number of the entry
verify-go = Check
verify-inside = It is in, unchanged
verify-inside-text = { $n ->
    [one] One step up from the entry ends exactly at the root above.
   *[other] { $n } steps up from the entry end exactly at the root above.
}
verify-see = See entry { $n }
verify-not-there = Not there
verify-not-there-text = The number is too high, or is no number. Entries are counted from 0.
verify-code = Follow a label
verify-code-label = Code on the box
verify-copy = Check all of it
verify-copy-text = One command reads every entry again, recomputes the root and every figure, and compares.
verify-tiles = The journal is served in C2SP tiles, so that other people’s verifiers work too:
figures-title = Figures
figures-text = Recomputed from the journal. Different items are never added. Needs that state no amount are not in what is needed, but what came for them, and what came beyond a need, is in what was received: that can be more.
figures-item = Item

## First page
home-title = Tideover { $name }
home-founder = This community waits for its founder
home-founder-text = Whoever sets it up says what to call them, and opens the first room.
home-founder-act = I set it up
home-lede = Least covered right now is { $place }: of { $needed } { $unit } ({ $item }), { $found } are found.
home-lede-none = Least covered right now is { $place }: of { $needed } { $unit } ({ $item }), none is found.
home-lede-covered = Every stated need is covered right now.
home-lede-empty = Nobody has posted a need yet.
home-when = { $when }. Every figure opens, down to the entry it rests on. Different items are never added.
home-lacking = Not covered yet
home-lacking-unit = { $n ->
    [one] line
   *[other] lines
}
home-lacking-unknown = { $n } of them state no amount
home-moving = On their way
home-consignments = { $n ->
    [one] consignment
   *[other] consignments
}
home-moving-longest = the longest for { $span }
home-received = Received today
home-received-by = counted by { $n ->
    [one] one recipient
   *[other] { $n } recipients
}
home-members = Helping
home-people = { $n ->
    [one] person
   *[other] people
}
home-rooms-count = in { $n ->
    [one] one room
   *[other] { $n } rooms
}
home-paste = Saw an appeal? Paste it here
home-paste-label = The appeal
home-paste-hint = Paste all of it. No form to fill in first.
home-paste-private = Telephone numbers and names are for members alone.
home-paste-go = Read it for me
home-worst = Who lacks most
home-worst-rule = Coverage = (official + received + in transit + firm) ÷ needed, of needs that are still open; closed ones stand apart (+); excess left out
home-worst-items = Items
home-worst-caption = Places by coverage of { $item }, the least covered first
sums-closed = closed
home-place = Place
home-silent = No data at all from { $places }. Not 0: nobody knows.
home-growth = The first 24 hours of a room
home-growth-of = { $room }, opened { $when }
home-growth-day = one day old
home-heat = Coverage by place and item, per cent
home-rooms = Open rooms
home-room = { $members ->
    [one] One person
   *[other] { $members } people
}, { $lacking ->
    [one] one line
   *[other] { $lacking } lines
} not covered
home-room-see = Look in
home-room-new = Open a room
home-arrivals = Just arrived
## Consignments
consignment = Consignment
consignment-goods = { $amount } of { $item }
consignment-goods-more = { $goods } and { $n ->
    [one] one more kind
   *[other] { $n } more kinds
}
consignment-title = { $goods }, { $boxes }
consignment-boxes = { $n ->
    [one] { $n } box
   *[other] { $n } boxes
}
consignment-stage-preparing = Being packed
consignment-stage-sealed = Sealed
consignment-stage-in-transit = In transit
consignment-stage-at-hub = At a hub
consignment-stage-arrived = At the door
consignment-stage-received = Received
consignment-stage-returned = Returned
consignment-stage-lost = Lost
consignment-stage-cancelled = Cancelled
consignment-overdue = Overdue
consignment-stuck = Too long in one place
consignment-donor-in = A donor in { $place }
consignment-packer-in = Packers in { $place }
consignment-driver = Driver { $n }
consignment-hub-in = A hub in { $place }
consignment-hub = A hub
consignment-short-sender = Donor
consignment-short-driver = Driver { $n }
consignment-short-hub = Hub
consignment-short-recipient = Ward
consignment-about = about { $time }
consignment-differs-head = Counts differ
consignment-differs = : { $sent } expected, { $who } counted { $counted }
consignment-missing-head = Missing
consignment-missing = : { $goods } did not arrive
consignment-disputed-head = Disputed
consignment-disputed = : an auditor has to settle it
consignment-whole = Follow it
consignment-meet = I meet it at the door
consignment-line-prepared = { $what } begun: { $goods }
consignment-line-sealed = { $what } sealed, { $n ->
    [one] 1 box
   *[other] { $n } boxes
}
consignment-line-dispatched = { $what } has left
consignment-line-asked = { $what }: a hand-over was offered
consignment-line-taken = { $what } taken over by { $who }
consignment-line-taken-differs = { $what } taken over by { $who }: { $counted } counted, { $sent } expected
consignment-line-stopped = { $what } was stopped on the way
consignment-line-stopped-at = { $what } was stopped at { $place }
consignment-line-arrived = { $what } is at the door, says the carrier
consignment-line-received = { $what } counted by { $who }; { $goods }
consignment-line-corrected = { $what }: the receipt in entry { $index } was corrected
consignment-line-disputed = { $what } is disputed
consignment-line-settled = { $what }: the dispute was settled
consignment-line-returned = { $what } went back
consignment-line-lost = { $what } is lost
consignment-line-cancelled = { $what } was given up before it left
consignment-line-link-renewed = { $what }: whoever holds it got a new link, the old one ended
consignment-line-photographed = { $what }: a photograph was added
consignment-line-paper = { $what }: a paper was added
consignment-list = Consignments
consignment-list-sub = { $n } in all, for everybody to see
consignment-list-count = { $moving } under way of { $total }
consignment-list-late = { $n } late, stuck or disputed
consignment-list-empty = Nothing has been sent yet
consignment-list-empty-text = Boxes appear here as soon as somebody packs them.
consignment-list-more = More
consignment-search = Code on the box
consignment-search-hint = Like T-4QX7-K. O and 0, I and 1 are the same.
consignment-search-go = Follow it
consignment-wrong = This code leads nowhere
consignment-wrong-none = The code is well formed, but no consignment has it.
consignment-wrong-short = A code has at least five characters. Some are missing.
consignment-wrong-long = That is longer than any code.
consignment-wrong-character = The character “{ $c }” stands in no code.
consignment-wrong-at = Character { $n } is probably misread.
consignment-wrong-check = One character is misread: the last is { $found }, but to the others { $expected } would belong.
consignment-wrong-guess = Did you mean
consignment-form-number = A whole number, please.
consignment-form-count = Count this and write the number; 0 is an answer too.
consignment-form-nothing = Write how many of at least one kind.
consignment-form-place = We do not know this place. Try the town, the county or the province.
consignment-form-moment = This is no date and time.

## Following a consignment
track-title = Consignment { $code }
track-public = Public, anybody can look
track-preparing = { $goods } are being packed for { $to }
track-sealed = { $goods } for { $to } are sealed and wait to be fetched
track-in-transit = { $goods } are on the way to { $to }
track-at-hub = { $goods } for { $to } are kept at a hub
track-arrived = { $goods } are at the door of { $to }
track-received = { $goods } have arrived at { $to }
track-received-less = { $goods } were sent, { $to } accepted { $accepted }
track-returned = { $goods } went back
track-lost = { $goods } are lost
track-cancelled = { $goods } were not sent after all
track-now = Now with { $who }, for { $held }.
track-now-just = Now with { $who }.
track-now-eta = { $now } Expected { $eta }.
track-print = Print labels
track-hands = Through whose hands
track-role-sender = sender
track-role-carrier = carrier
track-role-hub = keeps it
track-role-recipient = recipient
track-role-in = { $role }, { $place }
track-fact-sealed = { $when } sealed, { $n ->
    [one] 1 box
   *[other] { $n } boxes
}
track-fact-taken = { $when } both sides confirmed
track-fact-late = written down later: { $when }
track-fact-stop = { $when } { $what }
track-fact-arrived = { $when } at the door, says the carrier
track-fact-differs = { $counted } counted, { $sent } expected
track-fact-received = { $when } { $what }
track-fact-door = Received only with the one-time code at the door
track-counts = Counts
track-count-who = Counted by
track-count-n = Count
track-count-difference = Difference
track-count-packed = { $who }, packed
track-count-open = { $n } not counted yet
track-counted-by-recipient = { $who }, arrived
track-trouble = Something does not add up
track-trouble-text = Every count stays, none is overwritten. Until it is cleared up, the last count is what counts.
track-dispute-by = { $who }: { $reason }
track-settled = Settled { $when }: { $finding }
track-entry = Entry { $index }
track-contents = What is in the boxes
track-item = Item
track-packages = Boxes
track-standard = Standard
track-batch = Batch
track-expires = expires { $date }
track-certificate = Certificate
track-commitment = Commitment
track-papers = Papers with the goods
track-no-papers = No papers are noted
track-receipt = Receipt of { $when }
track-corrected = Corrected by entry { $index }
track-in-journal = In the journal
track-last-entry = Entry { $index }
track-head = In the signed head of { $size } entries, root { $root }
track-head-soon = The next signed head will hold it, within a second or so
track-manifest = Manifest
track-verify = Verify it yourself
track-label = The label on the box
track-labels = Labels { $code }
track-labels-how = Stick one on each box. If a label gets lost, write the code by hand.
track-labels-more = { $n } more labels
track-history = Everything that happened
track-stopped = stopped on the way
track-relay = ; somebody has to take over
track-stopped-at = stopped at { $place }
track-acts = What you can do
track-again = Once more
track-receive = Record what arrived
track-door = Show the door code
track-hand = Hand over
track-correct = Correct the receipt in entry { $index }
track-seal = Seal
track-dispatch = It has left
track-eta = Expected arrival
track-arrive = I am at the door
track-arrive-text = This is what you say; the recipient’s count makes it a delivery.
track-stop = I was stopped
track-stop-place = Where
track-paper = Add a paper
track-paper-kind = Which paper
track-paper-text = What it says
track-return = Bring it back
track-return-text = What the recipient has not taken goes back to the sender.
track-lose = Declare it lost
track-lose-text = The gap opens again at once. It cannot be undone.
track-cancel = Do not send it
track-cancel-text = The goods can be packed again.
track-settle = Settle the dispute
track-finding = Finding
track-why = Why
track-dispute = Something is wrong
track-reason = What
track-what-seen = What you saw
track-text-hint = Public. No names, no telephone numbers.
words-comma = { ", " }
words-semicolon = { "; " }
refuse-standard = standard or certificate
refuse-expired = expired
refuse-condition = opened, wet or dirty
refuse-wrong-item = other goods
dispute-count = The counts differ
dispute-goods = Other goods than stated
dispute-diversion = It ended with somebody else
dispute-not-arrived = It never arrived
finding-explained = explained, the figures stand
finding-counting-slip = a slip of counting
finding-loss = lost on the way
finding-diverted = went elsewhere
finding-unresolved = could not be cleared up
paper-acceptance-letter = Acceptance letter
paper-transport-permit = Transport permit
paper-customs-exemption = Customs exemption
receipt-accepted = { $item }: { $amount } accepted
receipt-none = { $item }: { $rest }
receipt-damaged = { $n } damaged
receipt-missing = { $n } missing
receipt-refused = { $n } refused ({ $why })
receipt-surplus = { $n } surplus

## Hand-overs, doors, carriers
counting-taken = { $item }: how many did you count?
counting-packed = Packed: { $n } { $unit }. If you count another number, write yours.
counting-open = Still open: { $n } { $unit }
counting-accepted = Taken in
counting-rest = Damaged, missing, refused, too many
counting-damaged = Damaged
counting-missing = Missing
counting-refused = Refused
counting-reason = Why refused
counting-reason-none = nothing refused
counting-surplus = More than packed
counting-taker = Who takes it
counting-taker-carrier = A driver
counting-taker-hub = A hub that keeps it
hand-title = Hand over
hand-not-yours = Only whoever holds the goods can hand them over
hand-place = Where
hand-place-hint = Town or county is enough.
hand-sum = The other side counts too, and confirms on its own phone.
hand-meaning = Until then the goods stay in your hands.
hand-go = Make the link
hand-again = Make another link
hand-link = Let the next hands scan this
hand-link-text = Or send them the link. No account is needed; only the first to take it can.
door-title = At the door
door-read = Code for the door
door-how = Count first. Then read this code to the driver, or type it on the driver’s phone.
door-once = It works once, for two days.
door-not-yours = Only the recipient sees the code
door-who = The recipient’s own person opens this page. A verifier can appoint one.
receive-title = What arrived
receive-not-yours = Only the recipient records what arrived
receive-corrects = This takes the place of the receipt in entry { $index }, which stays readable.
receive-remark = Remark
receive-sum = A different count is no fault: write what is there.
receive-meaning = What is not written down stays open and can be recorded later.
receive-go = Record it
send-title = Send
send-empty = Nothing to pack here
send-empty-text = Only firm commitments can be packed: evidence comes first.
send-back = To the commitment
send-quantity = How much
send-left = { $n } { $unit } not yet packed
send-boxes = Boxes
send-boxes-missing = How many boxes?
send-place = From where
send-eta = When it will be there
send-eta-hint = Fill this in if it leaves now. Otherwise leave it empty and hand it over later.
send-sum = One consignment for { $to }
send-meaning = You get a code, a label for each box, and a public page.
send-go = Pack and seal
carrier-title = Carry { $code }
carrier-sub = No account needed
carrier-to = To
carrier-papers = Papers
carrier-closed = Nobody offers these goods now
carrier-closed-text = They were taken with another link, or the offer ended. Ask who has them.
carrier-passed = These goods have left your hands
carrier-passed-text = Thank you. Anybody can see where they are now.
carrier-count = Count before you take it
carrier-initials = Your initials
carrier-initials-hint = For those who are in the room. The public sees “Driver 1”.
carrier-initials-missing = Initials, please, or any short name.
carrier-take-sum = From now on it is in your hands
carrier-take-meaning = You get a link of your own for the way. Works without a network too.
carrier-take = I take it
carrier-holding = It is in your hands, { $who }.
carrier-keep = Keep this page: it is your key to the goods.
carrier-receive = The recipient counts
carrier-receive-text = Hand the phone to whoever takes the goods in.
carrier-door = One-time code
carrier-door-hint = Six digits. The recipient has them.
carrier-door-missing = The recipient’s six digits are missing.
carrier-hand = Hand on to the next
carrier-stop-hint = A town, a county. Others see that you need a relay.

## Photographs
photo-certificate = Photograph of the certificate
photo-hint = JPEG, PNG or WebP, up to 10 MB
photo-stripped = Place and camera are removed before it is kept. Members of the room can see it.
photo-send = Send the photograph

## Rooms
strip-title = Board
strip-counts = { $lacking } lacking · { $moving } on the way · { $waiting } to verify
strip-none = Nothing is lacking now
room-who = Who is here
room-invite = Invite
room-delivered = { $n ->
    [0] nothing delivered yet
    [one] { $n } delivery
   *[other] { $n } deliveries
}
room-opened = The room opens
room-first-commitment = First commitment
room-first-delivery = First delivery
room-now = Now
room-quiet = nobody has come since
room-second-lead = Name a second lead
room-second-lead-text = Twelve people are here and one leads. Nobody can join before a second lead is named: if one phone dies, somebody else must be able to lead.
room-second-lead-act = Choose somebody
room-first-steps = { $done } of { $n } first steps done
room-first-steps-text = Each ticks itself off.
room-first-steps-act = See the steps
room-recovery = Keep a way back in
room-recovery-text = This room hangs on your phone alone. Write down a code or add a second device.
room-recovery-act = Keep a way back
person-erased = somebody who left
door-subtitle = Seen from outside
door-members = The talk is for members
door-members-text = Ask somebody in the room for an invitation. Board and gifts are open to all.
door-growth = How the room grew
room-board-title = Board of the room
room-board-public = The public board
room-board-new = New
room-board-verifying = Being verified
room-board-open = Open
room-board-pledged = Promised
room-board-moving = On the way
room-board-received = Received
room-board-none = none
room-board-nobody = nobody yet
room-board-more = All { $n }
room-board-empty = No needs yet
room-board-empty-text = Paste an appeal into the talk, or write the first need here.
room-board-empty-act = Write a need

## Talk
talk-field = Say something, or paste an appeal
talk-send = Send
talk-empty = Nothing has been said yet.
talk-older = Earlier messages
talk-newer = Later messages
talk-newest = The newest messages
talk-unread = New since your last visit
talk-unread-first = To where you left off
talk-edited = edited
talk-thread = About one card
talk-replies = { $n ->
    [0] Talk about this
    [one] { $n } message about this
   *[other] { $n } messages about this
}
talk-about = Change, take down, earlier words
talk-message = A message
talk-in-talk = Back into the talk
talk-history = Earlier words
talk-until = until { $when }
talk-edit = Change the words
talk-edit-hint = For a quarter of an hour. The earlier words stay readable.
talk-edit-act = Change
talk-edit-stale = These words were changed on another device meanwhile. Look at them above, then send yours again.
talk-remove-reason = Reason
talk-remove-hint = May stay empty. Everybody sees that something stood here.
talk-remove-why = Everybody sees who took it down, and why.
talk-remove-act = Take down
talk-removed-own = { $name } took down their own words
talk-removed-own-why = { $name } took down their own words: { $reason }
talk-removed-lead = Taken down by { $name }: { $reason }
draft-title = { $n ->
    [one] One need recognised
   *[other] { $n } needs recognised
}
draft-publish = Check and publish
draft-dismiss = Not a need
draft-open = Amount not stated: { $names }.
draft-contact = Contacts are shown to members alone.
slip-offer = Offer
slip-open = Open
line-entry = Journal { $index }
line-in-journal = Journal { $index }: { $text }

## Roles and abilities
role-founder = founder
role-lead = lead
role-verifier = verifier
role-sourcing = sourcing
role-transport = transport
role-receipts = receipts
role-moderator = moderator
role-recipient = recipient
role-auditor = auditor
role-official = official
can-legend = What can you do?
can-hint = More than one, or none at all.
can-give = I can give
can-give-text = goods or money
can-drive = I can drive
can-drive-text = a car, a permit helps
can-call = I can call
can-call-text = calling back to verify
can-translate = I can translate
can-translate-text = standards, manuals
name-label = What shall we call you?
name-hint = Real name or nickname; you can change it later.
name-missing = Give a name. Real or not, both are fine.
who-count = { $room }, { $n ->
    [one] one person
   *[other] { $n } people
}
who-roles = A role is earned when { $n } members vouch for it, and lost when they take it back. Leads are named by leads.
who-no-roles = Up to { $n } people a room has no roles: everybody may verify, carry and receive.
who-me = you
who-vouched = you vouch
who-vouch = Vouch for them
who-vouch-role = Vouch for them in a role
who-unvouch = Take the vouch back: { $role }
who-invited = invited by { $name }
who-joined = here since { $when }
who-act = Vouch, roles
who-give-role = Give a role
who-grant = Give it
who-revoke = Take back: { $role }
who-more = More people
leave-title = Leave the room
leave-text = Your messages stay, your name stays on them. To take that away too, erase yourself on your page.
leave-sum = You leave { $room }
leave-meaning = To come back you need an invitation.
leave-act = Leave

## Joining
join-title = You are invited
join-until = works until { $when }
join-inviter = { $name } invites you and vouches for you
join-inviter-role = { $name } ({ $role }) invites you and vouches for you
join-needs = Lacking most right now
join-seen = Others see your name, what you can do, and who invited you. Nobody sees a telephone number; we do not ask for one.
join-go = Join
join-leave-any-time = No password. Leave whenever you like.
join-browser = Opened inside a messenger?
join-browser-text = It may forget you when closed. Open this address in your browser:
join-messenger = You are inside a messenger
join-messenger-text = Its window forgets you when it closes. Tap the three dots at the top and choose “Open in browser”, or copy this address:
join-second-lead = The room waits for a second lead
join-second-lead-text = Twelve people are in and one leads. It takes in more as soon as somebody else leads too. Tell whoever invited you; the link keeps working.
join-paused = The invitation rests until { $when }
join-paused-text = Many came at once, so somebody in the room has paused it. It is not about you; the link works again then.
join-revoked = This invitation was taken back
join-expired = This invitation has run out
join-revoked-text = Ask whoever sent it for a new one.
join-otherwise = You can help without joining
join-otherwise-text = Board and gifts are open to all. No need to wait.
join-give = Give now
join-board = See the public board
join-code = Invitation code
join-code-hint = Twelve letters and digits, as on the link or the poster.
join-code-go = Look
join-unknown = No invitation has this code. Compare it letter by letter, or ask for the link again.
welcome-title = You are in
welcome-hello = Good that you are here, { $name }
welcome-talk = To the talk first
welcome-messenger = This window will forget you
welcome-messenger-text = You are inside a messenger. Take a link for one use, and open it in your browser: there you stay yourself.
welcome-messenger-act = A link into my browser
welcome-keep = So that you are not lost
welcome-keep-text = This phone remembers you. Should it break, a written code lets you back in.
task-give = Something for you: give
task-give-text = This is lacking most here. See what the hospital accepts before you buy.
task-give-act = See the need
task-drive = Something for you: drive
task-drive-text = A packed consignment waits for somebody to carry it.
task-drive-act = See the consignment
task-call = Something for you: call back
task-call-text = A need waits for a call to a number found independently. Never the number in the appeal.
task-call-act = See the need
task-hello = Say hello
task-hello-text = Nothing that fits is open right now. Tell the others what you can do and when.
task-hello-act = To the talk

## Opening a room and inviting
new-title = Open a room
new-name = Name of the room
new-name-hint = Public. For example: Huanggang supplies.
new-place = Which place is it for?
new-place-hint = A city or county. May stay empty.
new-place-unknown = This place is not known here. Write a city or county, or leave it empty.
new-about = What is it for? One sentence
new-about-hint = Public. No telephone numbers.
new-sum = A room opens, and you lead it
new-meaning = Name, place and sentence are public. The talk is for members alone.
new-go = Open the room
start-title = The room is open
start-share = Share this
start-steps = Three first steps
start-invite = Invite { $n } people
start-invite-text = With four people somebody is always awake.
start-need = Paste the first need
start-need-text = Any appeal, as it came. Amounts are recognised.
start-night = Choose who answers at night
start-night-text = Give somebody the role of a verifier, and agree on the hours in the talk.
start-done = done
start-go = Into the room
invite-title = Invite people
invite-own = Your link
invite-how = Scan it, or type the code under “Join by code”.
invite-facts = { $uses } came by it, { $left } more can, until { $until }
invite-others = Links of others
invite-hold = Hold it back
invite-pause = Pause for { $n } h
invite-paused-text = Whoever opens the link sees until when.
invite-resume = Open it again
invite-revoke = Take it back for good
invite-revoke-text = Whoever came by it stays. A new link is made when you need one.

## Accounts
me-ask-coming = Does it still come?
me-ask-contact = New contact, check before sending:
me-asks = Waiting for your answer
me-title = You, and everything else
me-stranger = This device does not know you. Reading needs no name.
me-join = Join by code
me-rooms = My rooms
me-needs = My needs
me-commitments = My commitments
me-consignments = My consignments
me-devices = Devices
me-device = Another device
me-device-this = This device
me-device-since = since { $when }
me-sign-out = Sign out
me-profile = Name and abilities
me-lang = Language
me-lang-zh = Chinese
me-lang-en = English
me-save = Save
me-elsewhere = Elsewhere
recovery-title = A way back in
recovery-has = You have one. New codes make the old ones useless.
recovery-none = You have none yet. If this device breaks, you are locked out.
transfer-act = Add a second device
transfer-title = Add a second device
transfer-text = Open this on the other device. Works once, until { $when }.
transfer-secret = For you alone
transfer-secret-text = Whoever opens it is you. Do not send it into a group.
codes-act = Write down recovery codes
codes-title = Recovery codes
codes-text = Each works once. They are shown this one time.
codes-paper = On paper, not as a screenshot. New codes make these useless.
sign-in-title = I was here before
sign-in-code = Code
sign-in-code-hint = A recovery code, or the end of the link from your other device.
sign-in-go = Sign in
sign-in-link-text = This link signs this device in as you, once.
sign-in-wrong = This code does not work: mistyped, used, or over.
sign-in-none = No code left? Join again by an invitation; the people in the room know you.
found-title = The founder's page
found-text = Nobody has founded this community yet. The first to give a name here founds it and may give every role.
found-sum = You found { $name }
found-meaning = After that this page is gone. Keep a way back in.
found-go = Found it
erase-title = Erase me
erase-text = Your name, devices, contacts, invitations and memberships go at once and for good.
erase-stays = What stands in the journal stays: it never held your name, only a number. Your messages stay without a name.
erase-sum = { $name } is erased
erase-meaning = This cannot be undone.
erase-act = Erase me for good

# Handing over: the taker asks first
track-take = The goods are before me, I take them
track-confirm = Somebody asks to take it: look
track-relink = The driver lost the link: make a new one
track-relink-text = Helps only who holds the goods by a link, without an account. The old link ends at once, and the journal says so.
relink-done = The new link is ready
relink-done-text = Send it to whoever has the goods. The old one no longer works.
track-your-name = What shall we call you
track-fact-taker-asks = { $when } somebody asks to take it; they must confirm
track-fact-offered = { $when } counted out; the next hands must confirm
take-title = I take this consignment
take-as = You are
take-sum = It is yours once the other side has confirmed
take-meaning = Ask them to open their own page and to compare your count.
take-go = I want to take it
take-not-now = It cannot be taken like this now
take-not-now-text = Somebody may be taking it already, or it has arrived. Ask whoever has the goods for their link.
take-kept = Once there is a network, this link is yours for the way. Photograph it or copy it down.
hand-asked = { $who } wants to take it
hand-asked-count = { $item }: they counted { $n } { $unit }, { $packed } were packed
hand-asked-text = Is this the person before you? If not, make a link below instead, and this request ends.
hand-confirm = Yes, hand it over
hand-kept = Let the next person scan it now. It opens once there is a network.
outbox-kept = No network: kept on this phone
outbox-sent = What was kept has been sent: look
carrier-asking = Waiting for the other side
carrier-asking-text = Ask whoever has the goods to open their page and to confirm. Then this page is your proof.
carrier-look-again = Look again
photo-goods = A photograph of the goods
photo-goods-add = Add a photograph of the goods
photo-goods-text = Place and camera details are removed first. Those who had the goods and the members of the room can see it. No faces, number plates or house numbers.
photo-n = Photograph { $n }
photo-members = There is a photograph, for those on the way and members only
photo-removed = The photograph was removed
need-differs = { $packed } { $unit } packed, { $counted } counted; being looked into
## Shared lists
jielong = List
jielong-new = Begin a list
jielong-take = Add my line
jielong-change = Change my line
jielong-give-back = Give my line back
jielong-full = complete
jielong-count = { $n ->
    [one] 1 line
   *[other] { $n } lines
}
jielong-missing = { $n } missing
jielong-open = { $n } still open
jielong-title = What is the list about?
jielong-title-hint = For example: who answers the phone tonight.
jielong-wanted = How many people?
jielong-wanted-hint = May stay empty. At most { $max }.
jielong-wanted-number = Write a number, or leave it empty.
jielong-sum = A list stands in the talk
jielong-meaning = Each member owns one line in it: nobody writes over another’s.
jielong-begin = Put it into the talk
jielong-line = Your line
jielong-line-hint = Hours, an amount, a plate. May stay empty: then your name stands alone.

# Official supply.
official-title = Official supplies
official-none = Nothing recorded yet. That does not mean that nothing was given.
official-more = { $n } older ones are not listed; the figures count them.
official-new = Record official supplies
official-page = Official supplies { $code }
official-cited = Cited by a volunteer
official-by-recipient = Corrected by the recipient
official-by-office = Recorded by an office
official-unconfirmed = Unconfirmed: office suspended
official-corrected = { $n ->
    [one] Corrected once
   *[other] Corrected { $n } times
}
official-lead = Copy what a public notice says: to whom, how much, on which day. It will be marked as cited by a volunteer, with the link.
official-lead-office = You record for an office: to whom, how much, on which day.
official-allocated-before = Allocated to them, not delivered yet
official-allocated-before-text = If this is what has now arrived, open that record and correct it to “delivered”. A second record would count it twice.
official-to = To whom
official-to-missing = Not in the directory. Post a need for them first, and they will be.
official-unit = Unit
official-pieces = In pieces
official-members = Join a room first, then you can cite notices
official-packs = { $amount }, contents unknown
official-packs-text = If nobody knows how much is inside, choose “contents unknown”: listed apart and never added to pieces.
official-packs-apart = Contents unknown: listed apart, in no total of pieces. Once somebody counts, correct it to pieces.
official-kind = How far it is
official-delivered = Delivered
official-delivered-text = They have it
official-allocated = Allocated
official-allocated-text = Assigned to them, not there yet
official-day = On which day
official-office = Office
official-office-text = For example 黄冈市疫情防控指挥部. Leave it empty if you do not know.
official-office-unknown = Not stated
official-deliver = To be there on
official-deliver-text = May stay blank. Only for what is allocated: the page counts the days, and says when it is overdue.
official-due-today = To be there today, { $day }
official-due-in = { $n ->
    [one] To be there tomorrow, { $day }
   *[other] To be there in { $n } days, { $day }
}
official-overdue = { $n ->
    [one] Overdue since yesterday: it was to be there on { $day }, and no record says that it came.
   *[other] Overdue for { $n } days: it was to be there on { $day }, and no record says that it came.
}
official-how-many = Give a number. If nobody knows what the packs hold, give the number of packs.
official-same = Perhaps this stands already
official-same-there = See that record
official-source = Link to the public notice
official-source-text = Everybody can open it and compare.
official-link = Write the whole link, beginning with https://
official-sum = Public, and part of the journal
official-sum-text = It lessens their shortage and stays out of the volunteers' figures. A slip can be corrected; the first figure stays readable.
official-go = Right, record it
official-facts = This supply
official-recorded = Recorded
official-earlier = Before it was corrected
official-correct = Correct
official-correct-text = Give the whole figure that is right now, not the difference. 0 takes it out of every total. What stood before stays readable.
official-correct-go = Correct it
official-reason = Why
official-reason-choose = Choose a reason
official-reason-slip = A slip of writing
official-reason-notice = The notice was changed
official-reason-carried-out = The allocation was delivered
official-reason-not-arrived = It did not arrive, or not so much
official-reason-duplicate = The same stands in another record
official-source-new = Link to the new notice
official-source-new-text = When the notice was changed; not needed for other reasons.
did-official-recorded = Official supplies were recorded
did-official-corrected = A record of official supplies was corrected
official-apart = Given by the state, contents unknown, in no total of pieces
## Growth and ties
growth-title = Who is tied to whom
growth-of-room = { $room }, { $when }
growth-came = { $n ->
    [one] one person came in { $held };
   *[other] { $n } people came in { $held };
}
growth-hanging = { $n ->
    [one] one place hangs by a thread.
   *[other] { $n } places hang by a thread.
}
growth-hanging-none = nobody is known by one person alone.
growth-matters = {" "}How many we are matters less than whether somebody answers.
growth-todo = Worth doing
growth-todo-none = Nothing that must be done now. New needs and new people will change that.
growth-threads = Who knows whom
growth-threads-text = A tie is something done: brought, called back, handed over. Talk does not count.
growth-ties-more = Ties not listed, with the fewest acts: { $n }
growth-names-member = You see names because you are a member of this room. Who wants no name is counted all the same.
growth-names-public = Names are for people in the same room. In public no number of fewer than 5 people is shown.
growth-end = { $place }, { $people }
growth-gave = Giving
growth-between = Calling, carrying
growth-waiting = Recipients
growth-circle = person
growth-square = recipient
growth-place = Place
growth-place-waiting = Recipients in need
growth-place-hanging = Known by one person
growth-promise-between = { $from } to { $below }
growth-generations = One invites the next
growth-doubling = At the pace of the last day, twice as many in { $held }.
growth-generation = Invited by
growth-generation-people = People
growth-generation-rate = Each brought
growth-founders = Founders
growth-generation-n = Generation { $n }
growth-layer = gen. { $n }
growth-early = too early
growth-generations-text = Empty frame: somebody came less than 24 hours ago, so no figure yet. People who joined are counted, not links sent.
growth-layers-text = In the picture each strip is one generation of invitations, the founders at the bottom.
growth-giving = How many carry half of the giving
growth-giving-few = Gifts that arrived: { $gifts }. Half of them or more came from { $few }.
growth-giving-none = No gift has arrived yet.
growth-giving-zeros = Those who gave nothing are among the { $n } counted.
growth-giving-label = Gifts that arrived: { $gifts }; { $of_few } of them from { $few }
growth-giving-part = { $people }, gifts: { $gifts }
growth-giving-half = the line is half
growth-giving-rest = the other { $people }: { $gifts }
growth-giving-effective = As concentrated as { $n } people who give equally.
growth-lanes = Who does not know whom yet
growth-lanes-text = Gifts that arrived, from place to place
growth-lanes-none = No place has said yet what it could give, or there is no need.
growth-promises = What became of promises
growth-promise-age = How old
growth-promise-made = Made
growth-promise-kept = All arrived
growth-promise-ended = Ended
growth-promise-below = under { $held }
growth-promise-older = { $from } or more
growth-helped = Helped, and now helping
growth-stay = Who still acts
growth-stay-day = After
growth-stay-joined = Came
growth-stay-active = Acted that day
growth-stay-n = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
growth-stay-text = To act is to leave an entry in the journal; to look on is not.
growth-research = For researchers: reciprocity, transitivity, brokerage, cores
ties-few-people = fewer than { $n } people
growth-here = { $n ->
    [one] one person is here;
   *[other] { $n } people are here;
}
ties-few-cell = <{ $n }
ties-few = fewer than { $n }
ties-hospitals = { $n ->
    [one] one hospital
   *[other] { $n } hospitals
}
ties-recipients = { $n ->
    [one] one recipient
   *[other] { $n } recipients
}
ties-names-more = { $names } and others, { $n } in all
ties-thread = If { $name } leaves, { $who } would know nobody
ties-thread-one = Known by one person alone: { $who }
ties-thread-figures = { $names }. Nobody else ever did anything there; this person { $deeds }.
ties-thread-public = In { $places }. Who it is, only members of the room see.
ties-thread-deputy = Name a deputy
ties-thread-shared = { $figures } { $names } could share it and did nothing there yet.
ties-thread-yours = { $figures } You could share it: do one thing for them, and they know two.
ties-thread-several = { $n } others
ties-thread-turn = Ask them to do one thing
ties-thread-do = I do one thing
ties-thread-ask = Ask who would share it
ties-thread-see = See what is needed there
ties-room = If { $name } leaves, { $room } knows none of its recipients
ties-room-one = { $room } knows its recipients by one member alone
ties-room-figures = Of { $members } members only this one ever did anything for the { $n } recipients that the room cares for.
ties-cut = If { $name } leaves, { $who } would be cut off with all who know them
ties-cut-one = One person alone ties { $who } and those around to all others
ties-cut-figures = { $names }. So many people and recipients would be cut off in all: { $n }.
ties-cut-act = Ask who knows both sides
ties-office = No office is tied to { $places }
ties-office-figures = { $name } answers for them, but has put no supply there on record and answered no question.
ties-office-none = No office answers for them here, and none has put a supply there on record.
ties-office-ask = Ask the office
ties-office-see = See the offices
ties-cold = Two weeks or more without anybody doing anything: { $who }
ties-cold-act = See whom to call
ties-split = { $room } has { $n } members and { $leads } who lead
ties-split-figures = Each newcomer brings { $rate } more; one who leads for every { $n } members can still answer everybody.
ties-split-lead = Name another lead
ties-split-open = Open a second room
ties-deed-gave = gave
ties-deed-carried = carried
ties-deed-handed = handed over
ties-deed-called = called back
ties-unanswered = { $n ->
    [one] One need has waited { $hours } hours without any answer
   *[other] { $n } needs have waited { $hours } hours without any answer
}
ties-unanswered-act = See the needs
ties-answered = Answered: { $answered } of { $verified } verified needs, half within { $median }.
ties-answered-none = Answered: none of { $verified } verified needs yet.
ties-bridge = Nothing ties { $places } to any place that gives
ties-bridge-figures = { $n ->
    [one] The one giving place does not reach it. It is not that nobody wants to give: the two do not know each other.
   *[other] None of { $n } giving places reaches it. It is not that nobody wants to give: the two do not know each other.
}
ties-bridge-act = Introduce the two
ties-bridge-give = See what is needed there
ties-giving = Half of the giving rests on { $few }
ties-giving-few = Half of the giving rests on fewer than { $n } people
ties-giving-figures = { $givers } of { $people } people gave. Gifts that arrived: { $gifts }, of which { $of_few } from { $few }.
ties-giving-total = Gifts that arrived: { $gifts }.
ties-giving-act = Ask the others
ties-giving-give = Give something
ties-generation = In generation { $g } each brought only { $rate }
ties-generation-figures = { $n ->
    [one] One need is unanswered
   *[other] { $n } needs are unanswered
}; generation { $next }, { $members } people, could each ask one more.
ties-generation-act = Ask each to bring one
ties-generation-join = Join a room
ties-helped = Not all who were helped help others yet
ties-helped-figures = People who stand for somebody that received something: { $helped }. Of them gave or carried afterwards: { $helping }.
ties-helped-act = Ask the others
ties-helped-give = I was helped and can give now
ties-late = { $n ->
    [one] One promise has not arrived after { $days } days
   *[other] { $n } promises have not arrived after { $days } days
}
ties-late-figures = Of { $made } made then, { $kept } arrived and { $ended } were taken back or lapsed.
ties-late-act = See what is on the way
ties-stay = After { $days } days fewer than half still act
ties-stay-figures = Of those who came so long ago ({ $joined }), so many acted on that day: { $active }.
ties-stay-act = Find them a small task
research-title = Measures of the ties
research-text = { $people } people and recipients, { $links } links with a direction.
research-links = A link is a gift that arrived, carrying, a hand-over, a call back; and a vouch, an invitation that was taken, an answer under a card. Nothing of tips is in it.
research-fading = Weights fade: what was done in an earlier stretch of { $days } days weighs half of what was done in the next. After some ten months a single act weighs nothing, and is no link.
research-privacy = Sums alone, no names. Numbers below { $n } are not said.
research-measure = Measure
research-value = Value
research-undefined = not defined
research-reciprocity = Reciprocity
research-reciprocity-text = Links whose opposite is there, over all links.
research-rho = Reciprocity ρ
research-rho-text = (r − ā) / (1 − ā) with ā = L / (N(N − 1)): 0 for links by chance (Garlaschelli and Loffredo 2004).
research-weighted = Weighted reciprocity
research-weighted-text = Σ min(wij, wji) / Σ w, w being how often (Squartini and others 2013).
research-transitivity = Transitivity
research-transitivity-text = Three times the triangles over pairs of links that meet, without direction.
research-giant = Largest part
research-giant-text = The share of all who are in the largest connected part.
research-cuts = Cut points
research-cuts-text = Those without whom a part would fall apart.
research-bridges = Bridges
research-bridges-text = Links without which a part would fall apart.
research-constraint = Brokerage (constraint)
research-constraint-text = The median of Burt's constraint Σj (pij + Σq piq pqj)², p = 1 / contacts. The smaller, the less one's contacts know each other.
research-core = k-core
research-core-text = The largest k such that some group has k links each within the group.
research-core-value = k = { $k }, { $n }
research-gini = Gini of what is done
research-gini-text = Over how often each did something for others; those who did nothing count, N = { $n }.
research-bonding = Bonding
research-bonding-text = The share of what is done within one prefecture.
research-bridging = Bridging
research-bridging-text = The share between different places.
research-ungrouped = Place unknown
research-ungrouped-text = The share of which one end has said no place.
research-ei = E-I index
research-ei-text = (pairs between places − pairs within) / both.
research-linking = Linking
research-linking-text = The share of weight between citizens and offices: answers to questions, supplies that an office put on record itself, and all else that either did for the other.
room-board-ties = Somebody should see to this
deputy-title = Name a deputy
deputy-somebody = one member
deputy-text = { $name } was only ever reached by { $who }. With a deputy nothing breaks when one of the two is away.
deputy-nobody = Nobody to name
deputy-nobody-text = All others in the room can do this already, or there is nobody else. Invite somebody.
deputy-choose = Who
deputy-act = Name them deputy
deputy-sum = They get the role “{ $role }”.
deputy-meaning = It stands in the public journal, by number and not by name. It can be taken back on the page of members.
say-deputy = Only one person has contact with { $name } so far. Who would share it?
say-introduce = Nothing has ever reached { $place } from anywhere. Who knows somebody there? I want to bring the two sides together.
say-turn = Only one person has contact with { $name } so far. Whoever could share it: please do one thing for them, a call, a drive or a gift, and note it on their page.
say-join = { $name } is tied to the rest of us by one person alone. Who knows people on both sides and would keep in touch with them?
say-give = To all who have not given yet: what is at hand, however little?
say-helped = To all who were helped: whoever has something to spare now, would you help another?
naming-title = My name
naming-yes = People in the same room see your name in “Who is tied to whom”. In public it is never shown.
naming-no = In “Who is tied to whom” you are counted without a name.
naming-no-act = Do not show my name
naming-yes-act = My name may be shown
## Map
map-title = Coverage map
map-country = All of China
map-regions = Region
map-lede = Of every 100 { $unit } of { $item } needed: { $worst } can count on { $low }, { $best } on { $high }.
map-lede-even = Of every 100 { $unit } of { $item } needed, { $n } can be counted on.
map-lede-unstated = { $item }: asked for, no amount stated yet.
map-lede-closed = { $item }: all needs are closed.
map-lede-none = No needs yet.
map-none = The map is empty
map-none-text = A place gets its colour with its first verified need. Places without data have a dashed frame: not 0, but unknown.
map-covered = Coverage of { $item }, %
map-rule = Counted on = official + received + in transit + firm, line by line and at most what is needed; pledges do not count. Of needs that are still open; where all are closed, of those.
map-over = How coverage changed: { $item }
map-over-rule = The whole community. Closed needs count too, so that what was met does not make the line fall.
map-even = How evenly these places stand
map-json = The data of this page (JSON)
map-silent = Nobody asked for { $item } in { $places }. Not 0: nobody knows.
map-and-more = { $places } and { $n } more

## Flows
flows-title = Flow of supplies
flows-lede = { $total } { $unit } of { $item }, from { $sources ->
    [one] one place
   *[other] { $sources } places
} to { $sinks ->
    [one] one place
   *[other] { $sinks } places
}.
flows-lede-item = { $item }: nothing dispatched yet.
flows-lede-none = Nothing has been dispatched yet.
flows-none = No flows yet
flows-none-text = Once the first goods have left, this shows from where to where.
flows-from-to = From where to where: { $item }, { $unit }
flows-rule = Donors by prefecture only; what was damaged, missing or refused is not counted.
flows-largest = The largest
flows-moving = of these { $n } { $unit } in transit
flows-place-in = { $name } ({ $parent })
## The fair plan

plan-title = The fair plan
plan-subtitle = { $item }, plan no. { $number }
plan-lede = { $total } { $unit } to share: the lowest goes from { $before }% to { $after }%.
plan-lede-met = { $item }: nothing that anybody lacks can be shared out now.
plan-when = Worked out at { $at }. It only proposes, until people agree. What the state gave counts first, then gifts are shared.
plan-entry = Entry { $n }: work it out yourself
plan-since = { $n ->
    [one] {" "}One entry was written since.
   *[other] {" "}{ $n } entries were written since.
}
plan-unpublished = {" "}Not published yet; it moves with the journal.
plan-differs = This plan does not follow from the journal
plan-differs-text = The digest published differs from the one that follows from the journal. Below is what follows; do not act on the one published.
plan-items = Choose goods
plan-jump = Go to
plan-level = { $name } { $level }%
plan-cost = What fairness costs
plan-say = Accept or change
plan-shares = How far each one gets, and why
plan-there = There = from the state + received + in transit + firm + accepted. Pledges do not count.
plan-packs = In closed packs of { $n } { $unit }: the fairest plan that opens none.
plan-packs-mixed = Some come in closed packs of several sizes: fair as far as that goes, without proof.
plan-packs-opened = { $whole } If packs were opened, { $n } { $unit } more could be given, and the worst-off would go from { $now }% to { $opened }%.
plan-together = share; all at { $level }% or more
plan-one = at { $level }%
plan-given = gets { $n } { $unit }
plan-given-none = nothing this time
plan-why = Why { $n } { $unit }
plan-why-none = Why nothing
plan-has = needs { $needed }, has { $covered }
plan-has-official = { $has }, of it { $official } from the state
plan-capped = { $claimed } are asked for; { $evidence } counts up to { $demand }. An official notice or a second verifier lets more count.
plan-class-claimed = one verifier's word
plan-class-corroborated = two verifiers or a document seen
plan-class-official = an official notice or an authority's word
plan-reach = What can come here
plan-barred = What cannot
plan-lot = { $place }, { $n } { $unit }
plan-reach-sent = { $amount } come here
plan-reach-left = { $amount } are left that nobody lacks
plan-reach-left-pack = { $amount } are left: less than a pack ({ $pack }), or nobody lacks a whole one
plan-reach-elsewhere = went to those who have less
plan-reach-group = went to others who share it; they could be exchanged
plan-why-unreached = None of the goods on offer can come here.
plan-why-enough = With this it has enough; more would be of no use.
plan-why-relaxed = To spare transport this plan lets everyone stand up to { $points } percentage points below the fair level, so this need not be the fairest figure.
plan-why-lowest = Before, this one stood at { $now }% and { $name } at { $most }%: the lowest is filled first, until they stand level.
plan-why-after = Before, this one stood at { $now }% and { $name } at only { $least }%: the lowest is filled first, until they stand level.
plan-why-nothing = What could come here goes first to those who have less: { $names }. This one stands at { $level }%.
plan-why-alone = Of the { $amount } from { $lots } all that is of use here comes here, and it is not enough.
plan-why-shared = { $n } share the { $amount } from { $lots }: { $levels }. Move { $one } more, and the lower one falls lower.
plan-why-pack = Lacks { $lacks }, less than a pack: the smallest that can come holds { $pack }, and stays closed.
plan-why-packs = Given in closed packs of several sizes: the worst-off first as far as that goes, without a proof that nothing is fairer.
plan-names-more = { $names } and others, { $n } in all
plan-places-more = { $names } and others, { $n } places
plan-more-title = What would more change?
plan-more = { $amount } more such goods in { $place }: from { $now }% to { $then }% here.
plan-more-others = { $here } Others: { $others }.
plan-more-nothing = { $amount } more such goods in { $place }: still { $now }% here; those who have less come first.
plan-bar-standard = they are { $claimed }; only { $accepted } is taken here
plan-bar-no-standard = no standard is stated; only { $accepted } is taken here
plan-bar-earmark = set aside by the donor for { $names }
plan-bar-time = they arrive at { $arrives }; needed here by { $by }
plan-bar-expiry = they expire at { $on }, too soon after they arrive
plan-bar-papers = the permit only reaches { $places }
plan-bar-left = somebody left this line of an earlier plan, with a reason
plan-see-need = See this need
plan-left-out = { $n ->
    [one] One line gets nothing
   *[other] { $n } lines get nothing
}
plan-out-has = has { $covered } of { $demand } { $unit }
plan-out-met = enough
plan-out-unstated = the amount is not stated, so nothing can be shared out
plan-out-unconfirmed = nobody has confirmed it for four days; ask whether it still holds
plan-out-paused = takes nothing for now
plan-lines-more = { $n ->
    [one] One more line, better off, is not listed
   *[other] { $n } more lines, all better off, are not listed
}; the journal has what makes them.
plan-rows-more = { $n } more are not listed.
plan-lots-more = { $n } more like these.
plan-ask-amount = Ask { $name } how much
plan-lots = Goods to share
plan-from = From where
plan-standard = Standard, whom it can reach
plan-no-standard = no standard stated
plan-reaches = { $n ->
    [one] can reach one
   *[other] can reach { $n }
}
plan-reaches-none = can reach nobody and is left out
plan-lot-ready = can leave from { $at }
plan-lot-pack = in closed packs of { $amount }
plan-lot-expires = expires at { $at }
plan-sum = Total
plan-sum-given = { $n } given
plan-cost-sentence = Transport: { $all } points, { $more } more than the cheapest plan. For that the lowest goes from { $low }% to { $high }%.
plan-cost-same = Transport is { $all } points however it is shared: this time fairness costs nothing.
plan-cost-how-far = How far would you step back to spare transport?
plan-step-fair = Wholly fair
plan-step = Each at most { $points } percentage points lower
plan-step-cheap = Transport alone
plan-step-chosen = in use
plan-step-worst = The lowest at { $worst }%
plan-step-spared = The lowest at { $worst }%, { $spared } points spared
plan-points = Nobody records freight here, so distance stands in for it: for each unit 1 point in the same place, 3 in one prefecture, 9 in one province, 27 beyond.
plan-first = Who comes first
plan-everyone = First everyone to
plan-everyone-none = no such step
plan-critical-weight = Critical needs
plan-weight = { $n ->
    [1] count like others
   *[other] count { $n } times
}
plan-critical-first = Critical needs whole before any other
plan-by-cases = Places with more reported cases weigh more
plan-weight-title = Weight
plan-weighs = { $n ->
    [one] Weighs once
   *[other] Weighs { $n } times
}: { $cases ->
    [one] 1 confirmed case
   *[other] { $cases } confirmed cases
} as of { $day }, reported by
plan-weighs-unreported = Weighs once: no office has reported cases here.
plan-rule-cases = where more cases were reported a need weighs more: twice from 10 confirmed cases on, three times from 100, four times from 1,000, five times from 10,000, as the offices reported last
plan-policy-go = Plan by this
plan-rule-everyone = first everyone to { $n }%
plan-rule-critical-first = critical needs whole first
plan-rule-weight = critical needs count { $n } times
plan-rule-alike = All alike: only what is lacking counts.
plan-rule-entry = Who set this: entry { $n }
plan-number = Plan no. { $number }
plan-deed-rest = Further lines that differ: { $n }
plan-several = Change several lines at once
plan-several-text = Type other amounts where something is different, and one reason for all of them. What you leave as it is stays as planned.
plan-several-hint = From { $place }; { $n } { $unit } stand, { $available } are left of the offer.
plan-several-go = Change these lines
plan-several-none = No amount is different from what stands. Type another one for at least one line.
plan-several-zero = To give nothing, leave the line: use “Change the quantity, or leave it” under it.
plan-several-fault = { $name }: { $why }
plan-draft = Not published yet
plan-draft-text = Once it is published, donor and hospital each say yes; then it is a commitment.
plan-redirects = More than enough here, for those who lack
plan-redirects-beside = Nothing new to share, but firm goods could go where more is lacking
plan-redirects-text = Firm and not yet packed, for a recipient that has enough without it. Nothing changes before the donor agrees; what is packed or on its way stays.
plan-redirect-from = { $donor } for { $name }
plan-redirect-ask = Ask the donor
plan-agreed = both agree
plan-waiting = waits for one
plan-silent = nothing said yet
plan-left = left
plan-own = Yours to decide
plan-own-none = Only the donor, the hospital's own people and those who coordinate its room say yes, each to their own line.
plan-own-why = Why
plan-own-rest = { $n } more lines; those that wait for your yes are ticked too
plan-own-line = { $place } → { $name }: { $amount }
plan-own-planned = planned { $n }
plan-accept = Accept what is ticked
plan-change-or-leave = Change the quantity, or leave it
plan-decided = { $n ->
    [one] One line with a word
   *[other] { $n } lines with a word
}
plan-instead = { $planned } → { $quantity }
plan-stage-silent = nobody has said anything
plan-stage-donor = the hospital's side agreed; the donor is asked
plan-stage-recipient = the donor gives it; the hospital's side is asked
plan-stage-agreed = both agree
plan-stage-left = left
plan-stage-why = { $stands }, because: { $why }
plan-reason = Reason
plan-reason-choose = Choose one
plan-reason-missing = Choose a reason
plan-reason-road = the road is closed, or nobody drives there
plan-reason-covered = covered from elsewhere
plan-reason-unsuitable = not the right goods
plan-reason-packs = whole packs only
plan-reason-urgent = somebody else needs it sooner
plan-reason-gone = the goods are gone
plan-remark = Why, in your words
plan-remark-text = Public. For example: the road to Yingshan is closed tonight. No names or telephone numbers.
plan-publish = Publish this plan
plan-publish-text = It goes into the journal, and anybody can work it out again. Nothing is given by that: both sides have to agree.
plan-publish-again = Work it out again and publish no. { $number }
plan-publish-again-text = What was accepted or sent stays as it is; of the rest as little as possible changes.
plan-print = Print
plan-nothing = There is nothing to share now
plan-nothing-text = Once somebody offers goods that are not meant for anybody yet, this page works out how to share them.
plan-too-large = More than one plan can work out
plan-deed = Plan and deed: no. { $number }, { $at }
plan-deed-sum = { $planned } { $unit } planned; { $done } received, in transit or settled, { $short } short.
plan-deed-kept = { $n ->
    [one] One line kept
   *[other] { $n } lines kept
}
plan-deed-differs = { $n ->
    [one] One line that differs, and why
   *[other] { $n } lines that differ, and why
}
plan-deed-bar = How far the plan was kept
plan-deed-planned = Planned
plan-deed-bound = Settled
plan-deed-difference = Difference
plan-line-title = A line for { $name }
plan-line-to = To whom
plan-line-stands = Stands at
plan-line-state = State
plan-line-level = brings it to { $level }%
plan-line-commitment = See the commitment
plan-line-accept = Accept { $n } { $unit }
plan-line-change = Change the quantity
plan-line-quantity = To how many
plan-line-available = { $n } { $unit } of this offer are left
plan-line-try = See first what it would do
plan-line-effect = What { $n } { $unit } would do
plan-line-worst = The lowest
plan-line-rest = The plan gives { $others } of this offer to others; besides that and this line, { $n } { $unit } are there.
plan-line-short = The other lines would lack { $n } { $unit }.
plan-line-change-go = Change it to { $n } { $unit }, with the reason
plan-line-leave = Leave this line
plan-line-leave-text = Later plans will not send this offer here either.
plan-line-leave-go = Leave it, with the reason
plan-line-replaced = This plan is an old one
plan-line-replaced-text = A newer plan stands; nothing in this one can be decided any more.
plan-line-newest = See the newest
plan-line-back = Back to the plan
list-colon = :{" "}
## Sealed tips
did-custodian-offered = Somebody offered to open sealed tips
did-custodian-confirmed = A custodian of sealed tips was confirmed
did-custodian-retired = A custodian's key was spoken against
did-tip-committed = The hour's sealed tips
did-tip-closed = A custodian closed sealed tips
did-jurisdiction-registered = Office registered that owes reports
did-official-proposed = Official proposed
did-official-confirmed = Official confirmed by a second person
did-official-removed = Word against an official
did-duty-overdue = Report overdue: office told
did-duty-delinquent = Report delinquent: the one above told
did-closing-proposed = Somebody proposed to close an office
did-closing-withdrawn = The proposal to close an office was taken back
did-jurisdiction-closed = Office closed: it owes reports no more
did-jurisdiction-suspended = Office suspended until its backlog is filed
did-outage-recorded = Our own outage: the clock stood still
did-tip-missing = Sealed tips are gone
refused-not-sealed = This is not a file that the custodians can open. Seal it with age to the keys above (no passphrase) and paste all of it, first and last line too; at most 10 MB.
refused-tips-full = The box is full for this hour. What you wrote was not taken: please send it after the next full hour.
refused-custodian-key-taken = This key is known already. Make a new one with tideover tips key.
refused-custodian-cannot-confirm-self = Nobody confirms themselves: ask another lead.
refused-custodian-confirmed = This custodian is confirmed already.
refused-custodian-gone = This key is out of use.
refused-custodians-enough = There are { $max } custodians already. One has to go before another comes.
refused-custodians-too-few = Sealed tips need at least { $min } custodians.
refused-not-a-custodian = Only those who were custodians when it came can do this.
refused-no-such-tip = No such tip waits. Check its 64 digits.
refused-tip-closed-by-you = You closed this already. A second custodian has to.
refused-tip-batch = An hour has { $count } commitments, ascending and new.
tip-title = Sealed tip
tip-subtitle = Sealed first, then sent
tip-leave = Leave now
tip-lead = Only for the eyes you trust
tip-sees-title = First, who can see what
tip-sees-network = Your network sees:
tip-sees-network-text = that you visited this site, when, and roughly how much you sent. Do not use your employer's computer or network; Tor Browser is better.
tip-sees-not = It does not see:
tip-sees-not-text = which page, and what you wrote (as long as the address begins with https).
tip-sees-kept = We keep:
tip-sees-kept-text = no cookie on these pages, no address, no third party.
tip-sees-content = The content:
tip-sees-content-text = only those you tick can open it; once sealed, we cannot. Whoever seizes this machine learns within three hours when it came.
tip-signed-in = This device is signed in, and your browser tells us so. Sign out first, or use a private window.
tip-closed-title = Sealed tips are not taken yet
tip-closed-text = The box opens once three custodians are confirmed, so that you can leave out whom you distrust.
tip-what = What did you see?
tip-where = Where
tip-when = When
tip-file = Photographs or files, if you like
tip-file-text = Photographs are drawn anew: time, device and position go. Faces, handwriting and badges in the picture stay. Other files are sealed as they are.
tip-file-large = Too large: 10 MB at most, words included.
tip-guess = Could this give you away?
tip-guess-few = Only a few people know of this
tip-guess-few-text = Write it wider; keep details until a custodian asks
tip-guess-time = I named a time when only I was there
tip-guess-time-text = You can say “that night” and keep the exact words for now
tip-who = Who may open it?
tip-who-text = Leave out whom you distrust; keep at least one. Each one ticked can open it alone. Whom you left out does not show.
tip-nobody = Keep at least one custodian, or nobody can open it.
tip-what-missing = Write one sentence about what you saw.
tip-sum = Sealed on this device, then sent
tip-sum-text = You get a receipt to read replies with.
did-tip-script-served = The script that seals tips is another one
tip-script-text = The script that seals tips in browsers, by its SHA-256 as the journal has it; every change is an entry. Compare it with the one you got:
tip-sum-for = Sealed to { $n }
tip-sum-without = , without { $names }
tip-without = Rather without script?
tip-without-go = Use the ways without it
tip-go = Seal and send
tip-sealing = Sealing…
tip-own-title = Seal it yourself, then paste it
tip-own-text = No script, just as safe: seal it with age on your own computer, and we cannot open it.
tip-own-keys = 1  Keep the keys of those it is for
tip-own-download = Download keys.txt
tip-own-check = Check them in the journal
tip-own-seal = 2  Seal
tip-own-leave-out = Delete the line of anybody you distrust. Of its length only one of four sizes shows.
tip-own-paste = 3  Paste tip.age here
tip-own-file = Or choose the file
tip-send = Send
tip-weak-way = Without age: just write
tip-weak-title = This way protects you less
tip-weak-text = It is encrypted on its way, but the server sees the words in memory before it seals them. Whoever controls the server at that moment could read them.
tip-aware = I know that this way protects me less
tip-aware-missing = Please tick that you know this way protects you less.
tip-send-weak = Send it like this
tip-earlier = Have a receipt already?
tip-earlier-text = Fill it in to go on under the same one; else leave it empty.
tip-receipt-length = A receipt has { $wanted } letters, here are { $found }.
tip-receipt-slip = There is a slip in group { $groups }.
tip-standing = What the journal shows
tip-standing-text = Every hour has { $n } commitments; fillings make up the number, so it does not show how many are real. Each owes an outcome.
tip-open = Waiting for an outcome
tip-overdue = No outcome after { $days } days
tip-done = Closed by two custodians
tip-missing = Sealed files gone
tip-missing-text = Sealed files vanished from the server before their outcome. The journal names them for good:
tip-full = The box was full in the last hour: senders were turned away.
receipt-title = Receipt
receipt-subtitle = Gone once you close it
receipt-sent = Sealed and taken
receipt-copy = Copy these six groups by hand. They let you read replies and add more, without a name.
receipt-same = Your receipt stays the same.
receipt-code = Receipt
receipt-alphabet = There is no 0, 1, I, L, O, U or Z. A slip is found, and its group named.
receipt-lost = Lost is lost
receipt-lost-text = We keep no copy. No screenshot, no message to yourself, nothing on your employer's computer.
receipt-next = What happens next
receipt-hour = Within three hours
receipt-hour-text = the journal says that one came: no content, no address. At the latest
receipt-outcome = Within 14 days
receipt-outcome-text = it has an outcome, or everybody sees that it is overdue
receipt-closing = Closing
receipt-closing-text = takes two custodians; the reason is in the reply to you
receipt-proof = For those who check: proof that it was taken
receipt-proof-text = Signed by the journal's key: if the journal lacks this commitment by then, we broke our word.
receipt-nonce = Nonce
receipt-done = Copied: clear this page
receipt-later = Later, enter the receipt at /tip/read. Replies are deleted after 30 days.
tip-read-title = Read replies
tip-read-subtitle = With your receipt, without a name
tip-read-hint = Six groups; case and spaces do not matter
tip-read-go = Read
tip-read-weak = Without script the server works with your receipt in memory and forgets it; with script only your own device does.
tip-stretching = Unlocking, a few seconds…
tip-read-found = From the custodians
tip-read-found-text = A reply is deleted after 30 days. Copy what you need by hand.
tip-read-none = No reply yet
tip-read-none-text = Or the receipt is another one, or the reply is older than 30 days. Somebody who guesses sees the same words.
tip-read-more = Add more
custodians-title = Custodians of sealed tips
custodians-lead = Each made a key on their own computer and was confirmed by somebody else. The journal holds every public key.
custodians-none = There are no custodians yet.
custodian-unnamed = Number { $n }
custodian-active = In office
custodian-offered = Waits for confirmation
custodian-confirm = Confirm this custodian
custodian-leave = Lay my key down
custodian-against = Speak against this key (takes two leads)
custodian-work = { $n } waiting for you
custodian-fetch = Fetch all sealed files and carry them to a computer without a network:
custodian-open = Open them there:
custodian-reply = Write a reply, seal it, paste it below:
custodian-leaf = Commitment (64 digits)
custodian-reply-age = The sealed reply
custodian-reply-go = Leave the reply
custodian-leaves = Commitments to close
custodian-leaves-text = One a line, at most 64 at a time. Two custodians must agree; fillings are closed too.
custodian-close = Close
custodian-offer = I offer to open tips
custodian-offer-text = Make a key on your own computer first, and paste only its public half:
custodian-about = Name and calling
custodian-about-text = Public, such as “Shen Yan, lawyer”; you can take it back
custodian-key = Public key
custodian-key-secret = This is the secret half: whoever has it opens tips. It has travelled the network now, so use it no more. Make another and paste only the half that begins with age1.
custodian-key-wrong = This is no public key of age: it begins with age1 and has 62 characters.
custodian-offer-go = Offer my key
tip-file-picture = This picture cannot be opened, so what it hides cannot be removed. Choose another one.

# The table of places and items.
table-title = Shortage table
table-rule = Shortage = needed − (official + received + in transit + firm), line by line: what one has too much of fills no other. The gap leaves official supplies out. Closed needs stand apart (+). Different items are never added.
table-ranked = What is shortest, and where
table-cell = Place and item
table-more = { $n } more are not listed; choose a place to see them.
## Watch
watch-title = Public watch
watch-no-need = No need states an amount yet, so there is nothing to compare.
watch-lede = Of every 100 { $unit } of { $item } needed: { $best } have { $most }, { $worst } { $least }.
watch-lede-one = Of every 100 { $unit } of { $item } needed, { $n } are there.
watch-even = The same goods could be spread more evenly: { $best } { $most }, { $worst } { $least }, the lowest from { $from }% to { $to }%. It is { $n } { $unit } that would stand elsewhere, not the total.
watch-even-one = The same goods could be spread more evenly: the lowest from { $from }% to { $to }%. It is { $n } { $unit } that would stand elsewhere, not the total.
watch-even-already = The same goods could not be spread more evenly.
watch-sum = There = official { $official } + given and received { $delivered }, { $has } { $unit } in all; needed { $needed } { $unit }. What is on its way, beyond the need, or for a need that states no amount does not count; needs that were closed do.
watch-alarm = Further apart than need be since { $when }: { $item }
watch-alarm-text = The better-covered side has twice what the other has; the same goods could have kept it under 1.25 times. The total is the same, only the places differ.
watch-closer = { $what } in { $place }
watch-closes = These offers alone, given out as the fair plan would, lift { $group } from { $from }% to { $to }%, and so to the { $even }% of an even spread:
watch-narrows = All of these offers lift { $group } from { $from }% to { $to }%, still below the { $even }% of an even spread:
holders-title = Through whose hands: { $item }
holders-text = All consignments together: in = passed on + in hand + returned or lost + difference. Organisations by name, persons together by what they do. Which consignment a difference is in, the flags above say.
holders-who = Who ({ $unit })
holders-taken = In
holders-placed = Passed on
holders-stored = In hand
holders-written-off = Returned, lost
holders-differs = Difference
holders-senders = Persons who sent
holders-carriers = Persons who drove
holders-hubs = Persons who stored
watch-items = Which goods
watch-groupings = Put together by
by-town-and-county = Towns and counties
by-prefecture = By prefecture
by-province = By province
by-coast-and-inland = Coast and inland
group-town = towns
group-county = counties
group-coast = the coast
group-inland = inland
watch-places = What each place has
watch-place = Place
watch-has = Has
watch-evenest = Evenest
watch-needed = Needed, { $unit }
watch-got = Has, { $unit }
watch-level = at the evenest, with the same goods
watch-places-more = { $n ->
    [one] One more place stands
   *[other] { $n } more places stand
} on the board.
watch-unstated = No amount stated: { $places }. That is not 0; nobody knows.
watch-how = How “evenest” is counted: official supply stays where it is; the { $n } { $unit } given and received go to the lowest first, to each only what it accepts.
watch-groups = Side by side
watch-ratio-none = { $worst } have nothing at all, so no ratio can be given
watch-ratio = { $best }: { $times } times what { $worst } have
watch-ratio-even = , at the evenest { $times } times
watch-between = . Of the differences between places { $n }% lie between the groups
watch-group-even = , evenest { $n }%
watch-group-sum = Needed { $needed }, has { $has }: { $places }
watch-rule = Only what stands twice apart, could have been within 1.25 times, and has been so for 24 hours is said at the head of the page.
watch-uneven = How uneven
watch-hoover = To stand all alike, { $n }% of the goods would have to move
watch-hoover-even = ; at the evenest { $n }%
watch-indices = Hoover { $hoover }, Gini { $gini }, weighted by need, { $n } places.
watch-indices-even = At the evenest: Hoover { $hoover }, Gini { $gini }.
watch-flags = What does not add up: { $n } open
watch-flags-none = What does not add up: nothing now
watch-flags-text = A flag says where figures differ, not whose fault it is. Whoever settles one gives a reason, and the reason stays too.
watch-flags-closed = Settled: { $settled }. Added up later: { $resolved }.
watch-flags-rest = The other flags
watch-lists = Lists that others published
watch-lists-text = Their figures stand in the journal line by line, so that anybody can add them up again.
watch-donor-share = For information: the donor who gave most often made { $n }% of the gifts that arrived.
watch-carrier-share = For information: the driver who drove most often made { $n }% of the hand-overs.
watch-again = Every figure leads to its entry in the journal. The rules are public; anybody can count again.
flag-more-than-sent = More than was sent
flag-received-before-sent = Times do not fit
flag-two-places = Two places at once
flag-class-mismatch = Another class
flag-discrepancy = Counts differ
flag-sum-mismatch = In and out differ
flag-silent-correction = Changed without a note
flag-repeated-line = The same line twice
flag-overdue = Past its time
flag-stuck = Held for long
flag-silent = Arrived, not counted
flag-title-more-than-sent = { $what }: { $stated } sent, { $found } counted
flag-title-discrepancy = { $what }: { $stated } in hand, { $found } counted
flag-title-sum-mismatch = { $what }: { $stated } in, { $found } out
flag-title-silent-correction = { $what }: { $stated } became { $found }
flag-title-repeated-line = { $what }: { $stated } written twice
flag-title-class-mismatch = { $what }, { $n }: { $one } became { $other }
flag-title-other-goods = { $what }: { $n } of { $stated } are of another kind
flag-title-received-before-sent = { $what }: received { $hours } h before it was sent
flag-title-two-places = { $what }: taken { $hours } h before the hand before had it
flag-title-overdue = { $what }: { $hours } h past its expected arrival
flag-title-stuck = { $what }: { $hours } h in one place
flag-title-silent = { $what }: there for { $hours } h and not counted
flag-what-of = { $item }, { $who }
flag-missing = Not accounted for
flag-over = Over
flag-sent = Sent
flag-counted = Counted
flag-in-hand = In the hands before
flag-in = In
flag-stored = In store
flag-written-off = Written off
flag-first-class = First written
flag-other-class = Then written
flag-other-goods = Of another kind
flag-before = Before
flag-after = Now
flag-note = Note of the change
flag-note-none = none
flag-once = One line
flag-together = Together
flag-limit = Allowed
flag-waited = Waited
flag-left-at = Sent
flag-received-at = Received
flag-had-from = The hand before took it
flag-gave-at = The next hand took it
flag-evidence = Evidence
flag-evidence-consignment = Consignment { $code }
flag-evidence-testimony = testimony { $code }
flag-evidence-list = List of { $day }
flag-said = What those concerned say
flag-not-said = Nobody has explained it yet.
flag-said-others = What others know
flag-said-by = { $who }, { $when }
flag-somebody = a reader
flag-somebody-concerned = somebody who had a hand in it
flag-maybe = It may also be:{ " " }
flag-maybe-more-than-sent = a box was not written down when it was sent, or other goods were counted with it.
flag-maybe-received-before-sent = a phone’s clock is off, or the day was mistyped when it was added later.
flag-maybe-two-places = a phone’s clock is off, or hand-overs without a network were added in another order.
flag-maybe-class-mismatch = a wrong row was chosen when it was typed; the goods are the same.
flag-maybe-discrepancy = a box is still on the van, or was missed in the count.
flag-maybe-sum-mismatch = a slip of paper is still to come, or one gift was written down twice.
flag-maybe-silent-correction = a slip of copying, put right. Putting it right is good; only a note is missing.
flag-maybe-repeated-line = they fetched goods twice, and the same number both times.
flag-maybe-overdue = a road was closed, or nobody has had time to write the arrival down.
flag-maybe-stuck = the store is not the reason; a permit for the road is.
flag-maybe-silent = those who receive are busy, and the goods are on the ward.
flag-open = open
flag-resolved = added up later
flag-settled = settled
flag-settled-as = Settled { $when }: { $finding }
flag-i-know = I know something
flag-from-testimony = From this testimony; once sent, it is evidence
flag-what-known = What you know
flag-what-known-text = What you saw, what papers you have. Public, up to 500 characters; no names or telephone numbers of others.
flag-name-text = For us alone; public pages show no name.
flag-answer-go = Say it
flag-mine = What I said
flag-who-settles = Who settles it
flag-settle = Settle this flag
flag-settle-text = Settling changes no figure. The reason stays beside the flag.
flag-settle-go = Settle it with this reason
bar-label-level = { $text }; at the evenest, with the same goods, { $level }
list-title = List of { $day }
list-issuer = Who published it
list-day = When
list-day-missing = Give the day of the list.
list-source = Where you read it
list-source-text = A web address, or the day and page of a newspaper.
list-source-missing = Say where you read it, so that others can check.
list-recorded = Recorded
list-corrects = In place of which list
list-corrects-none = None: it is a new one
list-corrected-by = This one stands in its place now
list-is-correction = correction
list-choice = { $day }, { $issuer }
list-lines = Who was given what
list-lines-text = One line each: to whom, what, how much, from whom, the earlier figure that the list itself states. The last two may be left out; no names of private persons. A “?” behind goods: no class is stated.
list-lines-example = Renai Hospital; N95 masks; 16000; a company in Beijing
list-lines-missing = At least one line is needed.
list-totals = Totals that the list states
list-totals-text = One line each: from whom, what, taken in, in store, written off. Leave the first empty for all givers.
list-row = Line { $n }: { $why }
list-goods-unknown = “{ $goods }” is not in the catalogue. Try a more usual name.
list-amount-missing = The amount is missing.
list-to = To
list-what = What
list-from = From
list-from-all = all
list-amount = How much
list-sum = Out, in store, written off
list-was = was { $n }
list-not-ours = These are figures that others published, recorded as they stand. We add them up and change nothing.
list-new = Record a list
check-title = Check a list or a ledger
check-lead = Save a published distribution list, or a ledger of one row a day, as CSV or XLSX and send it here: what does not agree is told at once. Merged cells, invisible characters and titles above the header do no harm.
check-file = List
check-file-text = CSV or XLSX, 2 MB at most. A list has a column of goods with one of recipients or quantities, or goods across and recipients down. A ledger has a date, and a “daily” and a “cumulative” column of the same name.
check-go = Check
check-sheet = List
check-agrees = Nothing was found that does not agree
check-differs = { $n ->
    [one] One thing does not agree
   *[other] { $n } things do not agree
}
check-nothing = No line of a list was read
check-nothing-text = So nothing can be said about whether it agrees. See whether the file has a table of one line for each gift.
check-sum-nobody = { $lines } lines that name no recipient.
check-about = { $about }: { $reason }
check-no-lists = Not read as a list, and not checked: { $sheets }
check-items-more = { $n ->
    [one] One more kind
   *[other] { $n } more kinds
}
check-ledger = { $column }, day by day
check-ledger-sum = Days: { $days }. Of { $checkable } that can be checked, { $agree } agree.
check-ledger-falls = The amounts of the days are not stated, so they cannot be added up; only a total that falls is seen.
check-fall = { $date }: the total goes from { $from } to { $to }, down by { $by }
check-total-over = { $date }: the stated total is { $by } above the total before and the day’s amount
check-total-short = { $date }: the stated total is { $by } below the total before and the day’s amount
check-day-repeated = { $date } has { $n } rows
check-gaps = Days without a row: { $days }
check-sum = { $lines } lines for { $recipients } recipients.
check-what = What does not agree
check-no-blame = It says where figures differ, not whose fault it is: a slip of the pen, merged lines and lists in parts look like this too.
check-row = Where
check-where = { $sheet }, row { $row }
check-no-totals = States no total to check: { $sheets }
check-no-units = States no unit, so numbers of goods that are counted one by one were taken for pieces; they are not recorded so: { $sheets }
check-items = What was given
check-pieces = Pieces
check-to-hospitals = To hospitals
check-by-case = Lines by the case, not countable
check-kinds = To whom
check-hospitals = hospitals
check-offices = offices
check-organisations = organisations
check-teams = medical teams
check-others = others
check-unread = Cells that could not be read: { $n }; everything else counts
check-cell-head = Why
check-cell = “{ $value }”: { $why }
check-blank = A blank: { $why }
check-more = { $n } further rows; tideover watch lists all.
check-kept = Nothing of it was kept. To show it to everybody, record it below with its source.
check-kept-none = Nothing of it was kept.
check-record = Record this list in public
check-record-sum = { $n ->
    [one] One amount is ready, as the list has it. Say who published it and where you read it, and one tap records it; what does not add up is flagged by itself.
   *[other] { $n } amounts are ready, as the list has them. Say who published it and where you read it, and one tap records them all; what does not add up is flagged by itself.
}
check-record-none = Nothing of it can be recorded as it stands; why is said below.
check-record-too-many = { $n } amounts are more than one record holds ({ $max }). Cut the file into parts and send each.
check-record-givers = Amounts without their giver: { $n }. The name may be a private person’s, and stays out of the public journal.
check-left = Amounts that stay out: { $n }
check-left-head = Why it stays out
check-left-goods = the catalogue does not have these goods
check-left-unit = packs without their content, or another unit than ours
check-left-amount = no amount, one below zero, or more than anything real
check-left-nobody = names nobody
check-left-several = several recipients, without how much each was given
check-left-person = the name may be a private person’s
check-left-name = the name is too long, or has a number or link in it
list-lines-folded = Look over the { $n } lines, and change what is wrong
list-page = Lines { $first } to { $last } of { $n }
list-page-before = The lines before
list-page-after = Further lines
list-totals-more = Further totals: { $n }
list-findings = Things that do not add up: { $n }; flagged: { $flagged }
check-total-of = { $of }: the stated total is { $stated }, the lines add up to { $sum }
check-total = the stated total is { $stated }, the lines add up to { $sum }
check-not-placed = { $received } came in; passed on, in store and written off are { $placed }
check-running = the running total is { $stated }, the one before and this line are { $sum }
check-running-fall = the running total falls from { $before } to { $stated }
check-class-here = named { $one } and { $other } in one line: which class is it?
check-class-there = named { $other } here, { $one } in { $sheet }, row { $row }: which class is it?
check-replaced = other figures than in { $sheet }, row { $row }, without a word of what was corrected
check-repeated = the same as row { $row }: given twice, or listed twice?
check-negative = a quantity of { $n }: a correction of an earlier line?
check-zero = a quantity of 0
check-not-a-day = not a day: write 2020-02-10
check-not-a-number = not an exact number: write 1,200
check-no-item = no goods are named; counted among others
check-no-recipient = no recipient is named
check-characters = broken characters: save it as UTF-8
check-open-quote = a quotation mark that is not closed; the row is left out
check-too-long = a cell that is too long; the row is left out
check-empty = Choose a file.
check-busy = Another list is being checked. Send it again in a few seconds.
check-xls = This is an old .xls file: save it as .xlsx or .csv and send it again.
check-too-large = Too large to check at once: a file has { $sent } MB at most, { $unpacked } MB unpacked, { $rows } rows a sheet. Cut it into parts.
check-unreadable = This file cannot be read: save it as CSV (UTF-8) or XLSX and send it again.
check-no-list = No sheet of it is a distribution list or a ledger: a list needs a column of goods, and one of recipients or quantities, or goods across and recipients down; a ledger a date, a daily and a cumulative column. It has: { $there }
list-lead = Put a published list into the journal as it stands, so that anybody can add it up again. After a slip, record it anew and say in place of which one.
list-act = Once recorded it can be neither changed nor removed.
list-act-text = What does not add up is flagged by itself; whoever published it may explain.
list-go = Put it into the journal
me-watch = Public watch: how even, and does it add up

# Testimonies
did-testimony-submitted = somebody said what they saw
did-testimony-published = a moderator published a testimony
did-testimony-held = a moderator held a testimony back for a while
did-testimony-corroborated = somebody stands by a testimony
did-testimony-contested = somebody contests a testimony
did-testimony-answered = somebody answered a testimony
did-testimony-used = a testimony led to something
refused-not-your-testimony = Only its author can correct it. You can contest it, or add what you saw.
refused-own-testimony = Whoever wrote it, or is named by it, neither decides about it nor supports it.
refused-testimony-published = It is public already. What is public cannot be held back; it can be removed, with a ground that everybody sees.
refused-testimony-not-published = It is not public yet, so nobody can answer it yet.
refused-testimony-replaced = Its author put a newer version in its place. Go on with that one.
refused-second-publisher-missing = You published it already. It accuses somebody, so a second person has to.
refused-hold-too-long = No testimony can be held for longer than { $days } days after it came. Publish it, or remove it with a ground.
refused-too-many-holds = Held { $max } times already. Publish it, or remove it with a ground.
# Case reports
flag-count-fell = A total is lower
flag-count-unexplained = Does not follow from the day before
flag-parts-differ = Total and parts differ
flag-count-rewritten = Changed after its day
flag-count-flat = The same count every day
flag-count-unusual = Far from its usual count
flag-count-exceeds = Parts are more than the whole
flag-title-count-fell = { $what }: { $stated } before, { $found } now
flag-title-count-unexplained = { $what }: { $stated } stated, { $found } added up
flag-title-parts-differ = { $what }: { $stated } in total, { $found } in parts
flag-title-count-flat = { $what }: { $stated } on each of { $days } days
flag-title-count-unusual = { $what }: { $found }, usually about { $stated }
flag-title-count-exceeds = { $what }: parts of { $found } in a whole of { $stated }
flag-maybe-count-fell = cases that were counted twice were taken off, and only the note is missing.
flag-maybe-count-unexplained = cases of earlier days were added, or a figure was mistyped.
flag-maybe-parts-differ = one of the parts closes its books at another hour.
flag-maybe-count-rewritten = results came in late, and the report was put right. Putting it right is good.
flag-maybe-count-flat = so many tests can be made a day, or the form of the day before was sent again.
flag-maybe-count-unusual = more people were tested, or the cases of several days came in at once.
flag-maybe-count-exceeds = critical cases were counted among the severe too, or the parts are of a later hour than the whole.
flag-what-report = { $who }, { $day }, { $count }
flag-evidence-report = Report of { $day }
flag-stated = Stated
flag-added-up = Day before, with new and taken off
flag-parts-sum = Parts together
flag-each-day = On each day
flag-days = Days
flag-usual = Usually
flag-that-day = That day
case-confirmed = confirmed
case-suspected = suspected
case-severe = severe
case-deaths = deaths
case-recovered = discharged
case-contacts = close contacts
case-critical = critical
case-beds = beds
did-case-report-filed = a case report was filed
did-case-definition-named = an edition of the case definition got its name
refused-not-your-jurisdiction = Only the office’s own officials file its reports. You may cite its public notice instead: then the report is marked as cited.
refused-day-not-over = That day is not over yet. A report covers a whole day, from 0 to 24 o’clock: file it tomorrow.
refused-not-an-earlier-day = What is taken off belongs to a day before the one that the report is about. Name an earlier day.
refused-nothing-removed = You say why something is taken off, but nothing is. Write how many, or leave the words out.
refused-nothing-counted = A report states at least one count. What you do not know may stay blank.
refused-count-too-large = A count is at most { $max }. Please look for a digit too many.
refused-filed-already = Just this report stands already. Nothing was filed twice.
refused-filed-differently = A report of that day stands already and says something else. Open it, and file a later version with a reason; the first stays readable.
refused-version-needs-reason = A later version says why it replaces the one before. Choose a reason.
refused-too-many-definitions = There are { $max } editions of the case definition already. Choose one of them.
case-reason-slip = A slip of writing
case-reason-late = Cases of that day became known later
case-reason-duplicates = Cases were counted twice
case-reason-definition = Another case definition
case-reason-tests = More people were tested
case-reason-real = It really is so
case-reason-resent = The office’s own system sent other figures and gave no reason
case-reason-other = Something else, as written beside it
case-new = New { $count }
case-removed = { $count }, taken off
case-total = All { $count } so far
case-standing = Now { $count }
case-beds-open = Open beds
case-blank = not stated
case-file = File the daily report
case-cite = Cite a public report
case-of = { $name }, report of { $day }
case-due = Due { $when }, { $left } left
case-late = Was due { $when }, { $late } ago
case-filed-before = Not owed any more: it was filed { $time }
case-owes-from = Not owed: reports are owed from { $day } on. You may file it all the same
case-owes-no-more = Not owed: this office was closed by then
case-prefilled = Filled in as on { $day }. What has not changed you leave; what you change has a heavy frame.
case-stands = A version stands already. Change what is wrong and say why: the first figures stay readable.
case-owed = Still owed:
case-citing = You cite, you do not file
case-citing-text = The report will be marked as cited from the public notice. It never counts as the office’s own filing.
case-doubled = { $times } times the day before ({ $before } → { $new })
case-doubled-text = Twice as many or more: please say why. It will not stop you.
case-reason-none = Choose a reason
case-removed-title = Taken off earlier counts (confirmed)
case-removed-text = The old figure is not changed; what was taken off stands beside it, with the reason.
case-removed-from = Which earlier day were they counted on?
case-removed-from-text = If it was one day. Its report stays as it was filed; the correction stands beside it.
case-removed-why = Why they are taken off
case-removed-why-text = In a few words, for example: 3 of 7 February were counted in the city too. Public, no names of patients.
case-removed-why-missing = Say in a few words why they are taken off: it stands beside the figure, in public.
case-removed-because = Why taken off
case-taken-off = Report of { $day }: { $from } → { $to }, both figures stay
case-taken = Taken off later
case-taken-text = The figures above stay as they were filed. A later report takes this off them:
case-off = { $label }, taken off the count of
case-removed-too-many = More is taken off than was counted before.
case-not-a-count = A count is a whole number, 0 or more, or blank if you do not know it. To lower a total, use “taken off”.
case-sums = We added it up for you
case-sums-none = Nothing to add up: the day before states no totals. You can type them below.
case-adds-up = It adds up.
case-in-hospital = In hospital now
case-mild = Of them neither severe nor critical
case-beds-free = { $beds } beds, { $ill } in hospital, { $free } free
case-beds-short = { $beds } beds, { $ill } in hospital, { $short } too few
case-more = Totals and other counts
case-more-text = A total that is left blank follows from the day before.
case-definition = By which definition were cases counted?
case-definition-same = as on the day before
case-definition-other = Figures before and after are not compared: the curve breaks here.
case-definition-new = Another one
case-definition-none = Not stated
case-edition = Name of the other one
case-why = Why a new version?
case-why-text = It stands beside the report, in public.
case-remark = Words to it
case-remark-text = If you like. Public, no names of patients.
case-act = { $label } { $n }
case-act-removed = { $sum }, { $n } taken off
case-act-total = { $sum }, { $label } { $total }
case-act-text = Once filed it is public. You can correct it later; the first figures stay.
case-go = File the report
case-cite-go = Cite this report
case-check = Check first
case-save = Keep it, let somebody check it
case-drafts = Kept, not filed:
case-draft-own = yours, kept { $when }
case-draft-other = another official’s, kept { $when }
case-draft-own-text = It is kept and not filed. Another official of the office opens it on this page and files it or sends it back. After { $days } days it is deleted.
case-draft-other-text = Look at each figure. If it is right, file it in your name; if not, change it, or send it back below.
case-draft-back-words = Sent back:
case-draft-back = What is wrong?
case-draft-back-text = Only the officials of this office read it.
case-draft-back-go = Send it back
case-table = File many days from a table
case-table-text = CSV with the columns of the health commissions: date, new_confirmed, confirmed, deaths, recovered, suspected, severe, critical, beds, contacts, removed_confirmed … or their Chinese names. At most { $rows } rows. A blank is “not stated”.
case-table-file = Table
case-table-go = File the table
case-table-missing = Choose a table first.
case-table-large = The table is larger than { $mb } MB, or has more than { $rows } rows. Nothing was filed. Cut it into parts.
case-table-rows = The table has more than { $rows } rows. Nothing was filed. Cut it into parts of at most { $rows } rows.
case-table-none = This is no table in CSV. Save it as CSV and send it again.
case-table-columns = No columns were found. The first row names them: a date, the office or province, and at least one count such as “confirmed”.
case-table-row = Row
case-table-day = Day
case-table-became = What became of it
case-table-done = { $n ->
    [one] 1 report filed
   *[other] { $n } reports filed
}
case-table-rest = { $stood } stood already, { $refused } not taken, { $unread } cells could not be read. Everything else is filed.
case-table-unread = These cells could not be read
case-table-cell = Row { $row }, { $column }: “{ $value }”. { $why }
case-table-more = and { $n } more
case-row-first = filed
case-row-replaced = filed as a later version
case-row-stood = stood already, just so
case-row-other = It names another office, { $name }: only its own officials file for it.
case-cell-day = A day is written like 2020-02-10.
case-cell-twice = The same count stands in two columns.
case-cell-quote = A quotation mark is open: the row is left out.
case-cell-unread = Cannot be read: numbers have digits alone.
case-key = A key for your own system
case-key-text = Programs that send to DHIS2 can send here too, to /api/dataValueSets, in your name. A new key ends your earlier one.
case-key-go = Make a key
case-key-once = Copy it now: it is shown this once
case-key-once-text = We keep only its hash. Whoever has it files reports of this office in your name; a new key ends it.
case-key-address = Address
case-key-user = User name
case-key-key = Key (as password)
case-key-copy = Copy the key
case-page = Report of { $day }
case-none = No report of this day
case-none-text = Nobody has filed or cited one. That is not zero cases: it is not known.
case-days = Other days
case-again = File a later version
case-by-definition = Counted by: { $name }
case-reason = Why: { $reason }
case-day-on-time = Filed on time: { $time }, due { $due }
case-day-late = Filed late: { $time }, due { $due }
case-day-unasked = Filed { $time }; nothing was owed for this day
case-standing-version = What stands
case-other-version = A later citation
case-earlier-version = Earlier version, { $when }
case-head-new = New
case-head-removed = Taken off
case-head-total = Total
case-figures = Figures of the report
case-questions = What does not add up
case-questions-text = A question, not a verdict. Both figures stand; the office can answer.
refused-stamp-wrong = This page is too old, or the browser did not finish its sum. Your words are kept: send it once more.
refused-stampless-full = Without script and without an account, the whole site takes { $max } an hour, and these are used up. Try again in a few minutes, use a browser with script, or sign in.
refused-question-unassigned = Nobody owes an answer yet. Pass the question to the right office first.
refused-question-answered = There is an answer already. To ask more, ask a follow-up.
refused-question-overdue = The date has passed: no more time and no passing on, only an answer.
refused-not-your-question = Somebody else owes this answer.
refused-own-question = You asked this; no need to say that you want to know.
refused-endorsed-already = You said already that you want to know.
refused-too-many-endorsements = At most { $max } people are counted for one question.
refused-too-many-assignments = A question is passed on at most { $max } times.
refused-too-many-delays = More time is given at most { $max } times.
refused-due-not-later = The new date must be later than the one that stands.
refused-due-too-far = The new date is at most { $days } days ahead.
refused-too-many-replies = At most { $max } answers to one question.
refused-too-many-cites = At most { $max } records are cited.
refused-no-such-answer = There is no such answer.
refused-not-a-decision = That number is no decision. It may be a record or correction of official supply, a published plan, or a decision about a line of the plan.
refused-not-your-decision = Only whoever took the decision says which answer it follows.
refused-decision-before-answer = That decision is older than the answer, so it is no effect of it.
refused-too-many-effects = At most { $max } effects of one question.
did-question-asked = Somebody asked a question
did-question-endorsed = Somebody wants an answer to a question too
did-question-assigned = Somebody was named to answer a question
did-question-delayed = An answer got a later date
did-question-answered = A question was answered
did-answer-cited = A decision names the answer that it follows
stamp-text = No account needed. Before it is sent your browser does a sum for a second or two, against floods. Without script it works too, for { $n } an hour on the whole site.
stamp-working = Your browser is doing the sum; it sends by itself…
cited-need = Need { $code }
cited-official = Official supply { $code }
cited-consignment = Consignment { $code }
cited-question = Question { $code }
cited-flag = Flag { $code }
cited-testimony = Testimony { $code }
delay-records = records must be looked up
delay-others = another office must answer first
delay-deciding = what to do is being decided
delay-emergency = lives come first just now
effect-official = Official { $item } for { $name }
effect-plan = Fair plan no. { $n }
effect-accepted = A yes to the plan: { $what }
effect-changed = A change of the plan: { $what }
effect-line = { $item } for { $name }
effect-before = Before
effect-after = After
effect-overdue = Something is overdue
effect-waits = One thing is still awaited
effect-waits-text = Allocated; no record yet that it arrived.
effect-said = who says so
questions-title = Questions
questions-subtitle = Who asked, who owes the answer, what came of it
questions-lede = Waiting: { $open }, overdue: { $overdue }, answered: { $answered }; of these, { $effect } led to something.
questions-all = All
questions-filter = Which questions
questions-none = No questions here yet
questions-none-text = Ask what you want to know. Anybody may, without an account.
questions-more = { $n } more are not listed.
questions-text = Nobody has to write that an answer is late: when the date passes, this page says so by itself.
questions-offices = How each one answers
questions-office = Office
questions-asked = Asked
questions-late = Late
questions-median = Time to answer
questions-effect = With effect
questions-offices-text = The time is the middle one, of those that were answered. With effect: of the answered, those that a decision names as its reason.
question-ask = Ask a question
question-ask-go = Ask in public
question-page = Question { $code }
question-subtitle = Question, answer, effect: one chain
question-unassigned = Nobody’s yet
question-unassigned-text = It is not yet said who owes the answer. A moderator passes it on; 48 hours run from then.
question-open = Waiting
question-overdue = Overdue
question-answered = Answered
question-with-effect = With effect
question-removed = The words were removed; the record stays.
question-asked-at = asked { $when }
question-to = { $name } owes the answer
question-due = due { $when }
question-wanted = { $n } want to know too
question-by = { $who } asked, { $when }
question-by-outside = Somebody without an account
question-by-person = A registered person
question-entries = { $n ->
    [one] This chain has one entry in the journal; you can check it yourself.
   *[other] This chain has { $n } entries in the journal; you can check each of them yourself.
}
question-step-asked = Asked
question-step-endorsed = Endorsed
question-step-assigned = Passed to { $name }
question-step-answered = Answered
question-step-added = Added to the answer
question-step-waiting = Waiting for an answer
question-step-effect = Effect
question-step-effect-nth = Effect { $n }
question-about = About:
question-cites = Cites:
question-no-effect = No decision names this answer as its reason yet.
question-members = { $n ->
    [one] { $n } member
   *[other] { $n } members
}
question-others = Besides, { $n } without an account, counted apart: one person may press more than once.
question-places = { $n ->
    [one] From one place.
   *[other] From { $n } places.
}
question-first = First { $when }.
question-endorsed-text = It only means that they want to know too, neither for nor against.
question-delayed = { $when }: more time, until { $due }, because { $why }
question-clock-used = { $given } given, { $used } used
question-clock-kept = { $given } given, { $used } used, no more time taken
question-clock-late = { $given } given, { $over } late
question-clock-left = { $given } given, { $left } left
question-clock-overdue = { $given } given, { $over } overdue
question-text = What do you want to know
question-text-hint = One thing in one sentence. No names, telephone numbers or addresses of people: everybody can read it.
question-owed = Who owes the answer
question-owed-hint = Leave it blank if you do not know: a moderator passes it on.
question-owed-missing = Nobody of that name is in the directory. Choose from the list, or write the whole name.
question-cites-field = Which records it is about
question-cites-hint = May stay blank. Labels such as N-3LT8-K, with spaces between several.
question-cites-wrong = “{ $part }” is no label. Write it like N-3LT8-K, or the number of the record.
question-sum = The question is public at once
question-sum-text = Whoever you name owes an answer within 48 hours; after that it shows as overdue.
question-endorse = I want to know too
question-endorsed = You want to know too
question-follow = Ask a follow-up
question-answer = Answer
question-answer-hint = Everybody can read it, and it stays. No names or telephone numbers of people.
question-answer-more = Add to the answer or correct it
question-answer-go = Answer in public
question-delay = Take more time
question-delay-go = Set the later date
question-new-date = New date
question-why = Why
question-remark = A word to it, if you like
question-assign = Pass it to somebody else
question-assign-hint = 48 hours run afresh from then; the earlier date stays readable.
question-assign-go = Pass it on
question-effect = I took a decision because of this answer
question-decision = Which decision
question-decision-hint = The label of the official supply (S-…), or the number of the journal entry of your decision.
question-effect-go = Record it as the effect
question-moderate = Remove words that may not stand
testimonies-title = Testimonies
testimonies-subtitle = What people saw, and what stands behind it
testimonies-lead = Whoever saw something says it here, under a number and no name. What was accepted is never gone without a trace: it is public, or counted below, or its removal is.
testimonies-latest = Latest
testimonies-none = Nothing is public yet
testimonies-none-text = The first testimony appears here once a moderator has read it.
testimonies-tip = Would it put you in danger? Send a sealed tip instead.
testimony-title = Testimony { $code }
testimony-unit = { $n ->
    [one] testimony
   *[other] testimonies
}
testimony-count-published = Public
testimony-count-waiting = Waiting or held
testimony-count-late = Beyond their time
testimony-of = of { $received } ever received
testimony-removed-count = { $removed } removed with a ground, { $replaced } replaced by their authors
testimony-late-text = A moderator should have decided by then and has not. Everybody sees how many there are.
testimony-behind = { $branches ->
    [0] Nobody who was invited here stands behind it yet
    [one] 1 independent branch stands behind it
   *[other] { $branches } independent branches stand behind it
}; { $kinds ->
    [0] no evidence of others
    [one] 1 kind of evidence
   *[other] { $kinds } kinds of evidence
}
testimony-contested = ; { $n ->
    [one] contested once
   *[other] contested { $n } times
}
testimony-accuses = Somebody is accused: two moderators publish it
testimony-when = Happened { $when }; came { $came }
testimony-about = It speaks of { $name }.
testimony-by-member = Said by a member. Their own branch of the invitations is one of those counted below.
testimony-by-anybody = Said under a fresh number that leads to nobody: its author counts as no branch.
testimony-newer = Its author put a newer version in its place
testimony-older = The version before this one
testimony-waiting = Waits for a moderator until { $until }
testimony-late-waiting = Should have been looked at by { $until }
testimony-held = Held until { $until }: { $reason }
testimony-late-held = Should not have been held beyond { $until }
testimony-published = Public
testimony-replaced = Replaced by its author
testimony-removed = Removed
testimony-gone = Removed. Ground: { $ground }
testimony-gone-text = Its words and photographs were removed { $when }. Whoever kept a copy can still prove what it said: this is its seal.
testimony-sealed = Not public yet
testimony-sealed-text = It is in the journal since it came and cannot vanish: this is its seal. The address of this page is the receipt; it says what becomes of it.
testimony-photo = Photograph { $n }
testimony-reply = What those it names say
testimony-no-reply = Nobody it names has answered yet. They may at any time, with or without an account, and stand here at the same size.
testimony-no-answer = Nobody has answered yet.
testimony-named = Somebody who says that it is about them
testimony-answer = Answer it
testimony-answer-words = Your answer
testimony-answer-text = Appears at once and at the same size as the testimony. No account is needed; without one you get a fresh number.
testimony-named-me = It is about me, or about those I speak for
testimony-answer-go = Answer in public
testimony-supports = Who stands by it
testimony-branches-text = People whom the same person let in, or who came by them, are one branch and count once, however many they are. Several branches and several kinds of evidence weigh more than many voices.
testimony-branch = branch { $n }
testimony-branch-own = the author’s own branch
testimony-branch-none = not invited by anybody: not counted
testimony-by = How do you know?
testimony-by-saw = I saw it too
testimony-by-photograph = I have a photograph of it
testimony-by-document = I have a document
testimony-by-entry = An entry of this journal shows it
testimony-by-told = Somebody I trust told me
testimony-remark = What you can add (optional)
testimony-remark-text = Public. Name no private person and no telephone number.
testimony-support-go = I stand by it
testimony-objections = Who says otherwise
testimony-no-objection = Nobody so far.
testimony-contest = Say that it was otherwise
testimony-contest-words = What was otherwise
testimony-contest-go = Contest it in public
testimony-uses = What came of it
testimony-use = Tie it to a need, question or flag that is there
testimony-report = Report a need from it
testimony-used-as = It became
testimony-as-need = a need
testimony-as-flag = evidence to a flag
testimony-as-question = a question
testimony-use-question = Question { $code } was asked for it
testimony-ask = Ask a question about it
testimony-evidence = Use it as evidence of a flag
untied-title = Not tied to testimony { $code }
untied-removed = That testimony was removed.
untied-full = That testimony has led to { $max } things already, and takes no more.
untied-text = What you wrote is recorded all the same.
untied-see = See { $code }
testimony-quote = { $place }, { $when }: “{ $words }”
testimony-subject = Its label or number
testimony-subject-text = Such as N-3LT8-K for a need, Q-… for a question, W-… for a flag.
testimony-use-go = Tie it
testimony-use-need = Need { $code } was posted for it
testimony-use-flag = Evidence to flag { $code }
testimony-way = Its way
testimony-step-came = Came
testimony-step-held = Held until { $until }: { $reason }
testimony-step-published = Published by person { $nth } of { $of }
testimony-decide = Decide about it in the queue
testimony-correct = Write a newer version; this one stays readable
testimony-kind-care = The sick and their care
testimony-kind-supplies = What is there and what lacks
testimony-kind-delivery = Goods that came, or did not
testimony-kind-figures = Figures that were given out
testimony-kind-passage = Roads, gates and quarantine
testimony-kind-conduct = What somebody in charge did
testimony-kind-other = Something else
testimony-hold-private = names or shows a private person
testimony-hold-danger = could put somebody in danger
testimony-hold-accuses = accuses somebody: a second person looks at it
testimony-hold-unclear = unclear what, where or when
testimony-hold-repeats = repeats another one’s words
testimony-hold-unlawful = the law may forbid it
testimony-pile-alike = The same words again and again
testimony-pile-spot = One place and one moment
testimony-pile-flood = All within one hour
testimony-pile-single = One alone
testify-go = Say what you saw
testify-title = Say what you saw
testify-subtitle = Public, under a number, for good
testify-lead = What you saw yourself, where and when. A moderator reads it first and has a day; what is not decided by then is counted in public.
testify-corrects = This takes the place of your earlier version, which stays readable. It waits for a moderator anew.
testify-what = What you saw
testify-what-text = In your own words. No names of private persons, no telephone numbers.
testify-what-missing = Write what you saw.
testify-kind = What it is about
testify-kind-choose = Choose one
testify-kind-missing = Choose what it is about.
testify-where = Where it happened
testify-where-example = such as 洪山区 or Huanggang
testify-day = Day
testify-time = Hour, if you know it
testify-time-text = Leave it open if you only know the day.
testify-time-wrong = Write the hour as 09:30, or leave it open.
testify-about = An organisation it is about (optional)
testify-about-text = As it is named here. It may answer at the same size.
testify-about-unknown = No organisation of this name is registered here. Choose one of the list, or leave it open and name it in your words.
testify-accuses = It says that somebody did wrong
testify-fresh = Under a fresh number, not under mine. Nothing leads back, so I cannot change it later.
testify-nobody = You get a fresh number that leads to nobody. The page after sending is your receipt: keep its address.
testify-photos-text = Up to three photographs, together at most 20 MB. What the camera wrote into them, such as place and time, is removed. Faces are not: cover them first.
testify-sum = From now on it is in the journal for good.
testify-sum-text = Its words become public when a moderator publishes them. Nobody can change them.
testify-send = Send it
mod-title = Moderation
mod-subtitle = What waits, and for how long
mod-text = One person publishes; two do when somebody is accused; never the author and never the one accused. A hold ends seven days after it came at the latest. Nothing is dropped.
mod-to-list = To the testimonies
mod-piles = In piles
mod-empty = Nothing waits
mod-empty-text = Every testimony is decided.
mod-more = On the next pages: { $piles } more piles; after them { $single } more testimonies, not sorted yet.
mod-next = Next page
mod-count = { $n ->
    [one] 1
   *[other] { $n } together
}
mod-alike = and { $n } more of the same
mod-two = accuses somebody: two persons publish it
mod-second = one person published it already: it takes another one
mod-accuses = It accuses somebody: a second person has to publish it, too
mod-publish = { $n ->
    [one] Publish it
   *[other] Publish all { $n }
}
mod-hold = Hold back for a while
mod-reason = Why
mod-until = For how long
mod-hours = { $n } hours
mod-hold-text = Reason and end are public. Beyond the end it counts as late, in public.
mod-hold-go = Hold back
me-testimonies = Testimonies: what people saw
mod-who = Who decides
mod-who-text = { $n ->
    [0] The leads of the community; nobody else is named.
   *[other] The leads of the community, and those named here:
}
mod-number = Number { $n }
mod-dismiss = No longer
mod-name = Name somebody
mod-name-text = By their number, which stands on their own page.
mod-name-go = They decide, too

refused-nothing-received = Nothing was received yet. Record what arrived first.
refused-feedback-empty = Choose whether it could be used, or tick the thanks.
refused-too-much-feedback = At most { $max } words on one consignment.
did-feedback-given = A recipient said whether goods could be used
verdict-fit = Fits
verdict-wrong-standard = Wrong standard
verdict-wrong-size = Wrong size
verdict-too-late = Came too late
verdict-damaged = Damaged
verdict-not-needed = Not needed
feedback-thanks = thanks
feedback-title = What { $who } says
feedback-give = Say whether it fits, and thank
feedback-verdict = Could it be used
feedback-none = Only thanks
feedback-line = About which goods
feedback-whole = The whole consignment
feedback-with-thanks = Thank those who gave and carried
feedback-text = A word to it, if you like; everybody can read it
consignment-line-feedback = { $what }: the recipient says { $said }
me-feedback = What recipients said
plan-line-said = What { $who } said of such goods from this donor
plan-line-said-text = For whoever decides; it changes no figure of the plan.
question-others-alone = { $n } without an account
question-others-text = Counted apart from members: one person may press more than once.
# offices that owe reports
offices-title = Who reported
offices-subtitle = { $n ->
    [one] One office
   *[other] { $n } offices
}, one case report a day
offices-none = No office is registered
offices-none-text = Whoever leads the community registers offices that owe a daily case report.
offices-first = No report is due yet
offices-filed = Reports of { $day }: { $n } filed
offices-owing = { $n } owed
offices-next = The next one is due { $time }, in { $left }.
offices-counts = How many offices stand where
offices-count = { $n ->
    [one] 1 office
   *[other] { $n } offices
    }
offices-outage = The clock stood still for { $span }
offices-outage-text = { $from } to { $to }: our own server was away. No office is blamed.
offices-rows = One row for each office, one mark for each day, { $n } days, the newest at the right.
offices-more = { $n } more
offices-unlisted = { $n } more are not listed here: see all { $all }
offices-find = Find an office
offices-find-text = A part of its name, its code, or a place
offices-find-go = Find
offices-any = Anywhere
offices-stand = Where they stand
offices-found = { $n } found, of { $of }
offices-found-none = No such office
offices-next-page = Next page
offices-only = This says only who filed and when. Figures may be corrected; the first ones stay readable.
office-register = Register an office
office-days-on-time = { $n ->
    [one] { $n } day on time
   *[other] { $n } days on time
}
office-days-label = { $days ->
    [one] The last day
   *[other] Last { $days } days
}: { $on_time } on time, { $late } late, { $missing } missing
office-level = Level
office-level-nation = National
office-level-province = Province
office-level-prefecture = Prefecture
office-level-county = County
office-level-facility = Facility
rates-title = Reporting rates, { $n } days
rates-expected = Due
rates-actual = Filed
rates-on-time = On time
rates-text = Counted as DHIS2 does: reports filed, and reports filed on time, out of those that were due. Shares are rounded down.
rung-suspended = Suspended
rung-delinquent = Delinquent
rung-overdue = Overdue
rung-late = Late
rung-on-time = On time
rung-waiting = Not due yet
rung-suspended-text = Owed for more than { $n } days. What it says is shown as unconfirmed, and it records no official supply here; once everything is filed it is restored.
rung-delinquent-text = Owed for more than { $n } days. The office and the one above it were told.
rung-overdue-text = Owed for more than { $n } day. The office was told.
rung-late-text = After its hour, or owed for less than a day.
rung-on-time-text = Filed by its hour.
rung-closed = Closed
rung-closed-text = They owe nothing any more. What they filed stays readable.
office-closed = Last day owed: { $day }
office-closed-text = Days up to it stay owed; what was filed stays readable.
office-closed-by = Closed by number { $by }, { $time }.
office-taken-over = Taken over by
office-taken-over-none = Nobody took over.
office-closing = Proposed: to end with { $day }
office-closing-by = Proposed by number { $by }, { $time }. It ends once a second person who leads the community says the same.
office-closing-go = I say so too: close it
office-closing-back = Take the proposal back
office-close = Close this office
office-close-text = After its last day it owes no reports, and it records no official supply. Its history stays readable. It takes two who lead the community, and cannot be taken back.
office-until = Last day that it owes
office-until-text = Yesterday at the earliest: a day that is over stays owed.
office-successor = Who takes over
office-successor-text = Its code. Leave it empty if nobody does.
rung-waiting-text = Registered, and the first report is not due yet.
office-owes = owes for { $span }
office-filed = filed { $time }
office-filed-late = filed { $time }, { $late } late
office-due = due { $time }
office-not-yet = not filed
office-overdue = overdue
office-delinquent = delinquent
office-strip = { $n ->
    [one] The last day
   *[other] Last { $n } days, the newest at the right
}; { $on_time } on time.
office-suspended-text = Since it owes reports, what this office says is shown as unconfirmed and it records no official supply here. It is restored with the last report of its backlog.
office-unconfirmed = Unconfirmed: the office is suspended.
office-facts = What it owes
office-questions-text = { $n } wait for an answer, { $overdue } past their date
office-owes-what = Owes
office-owes-text = A report for every day since { $day }, by { $due } of the next day (UTC{ $offset })
office-code = Code
office-code-text = What it is called where reports are exchanged, DHIS2’s orgUnit: up to 24 letters, digits, dots, hyphens.
office-code-wrong = A code has 1 to 24 letters, digits, dots, hyphens or underscores, and no more than six digits in a row
office-above = The one above
office-above-text = Its code. Leave it empty if none stands here.
office-below = Those under it
office-places = Answers for
office-places-text = Places, apart by commas. Leave it empty if it answers for none.
office-place-missing = No such place is known: { $name }
office-parent-missing = No office has this code. Register the one above first.
office-hour = Hour by which a report is due
office-hour-text = On the next day, by the office’s own clock, like 12:00.
office-hour-wrong = Write the hour like 12:00
office-offset = Local time
office-offset-text = How it stands to UTC, like +08:00.
office-offset-wrong = Write the local time like +08:00
office-from = First day that it owes
office-name = Name of the office
office-name-text = Public, and never the name of a person.
office-new-lead = An office owes one case report for each day. From the first day on everybody sees whether it came, and when.
office-new-leads = Only those who lead the community register offices. Fill it in anyway: nothing that you typed is lost.
office-days = Day by day
office-days-more = { $n } earlier days
office-file = File a report
office-steps = What the clock did
office-step-overdue = Notice to the office
office-step-delinquent = Notice to the one above
office-step-suspended = Standing suspended
office-step-day = Oldest report owed: { $day }
office-step-lifted = backlog filed { $time }
office-letter = Letter
office-officials = Who speaks for it
office-officials-text = Two people name each of them: one proposes, another confirms. In public a person is a number.
office-officials-none = Nobody yet.
office-official = Person { $n }
office-confirmed = proposed by { $proposed }, confirmed by { $by }
office-proposed = proposed by { $by }; a second person confirms
office-against = { $n ->
    [one] One person wants it to end; a second is needed.
   *[other] { $n } people want it to end.
    }
office-your-number = Your number is { $n }. Tell it to whoever is to name you.
office-propose-whom = Number of the person
office-propose-text = They see it on this page when they are signed in.
office-propose = Propose
office-number-wrong = Write the person’s number in digits
office-confirm = Confirm
office-leave = Lay it down
office-remove = Ask to end this role (takes two)
letter-title = Letter
letter-to = To: { $name }
letter-copy = Copy: { $name }
letter-public = the public
letter-overdue = { $name }: case report overdue
letter-delinquent = { $name }: case reports delinquent
letter-suspended = { $name }: standing suspended
letter-owed = { $n ->
    [one] This report was due and had not come:
   *[other] These { $n } reports were due and had not come:
    }
letter-more = and { $n } more
letter-overdue-next = Please file it. After { $n } days the one above you is told.
letter-delinquent-next = Please see that they are filed. After { $n } days the office’s standing is suspended here.
letter-suspended-next = Until everything is filed, what the office says is shown as unconfirmed and it records no official supply here. The last report of the backlog restores it.
letter-lifted = All of it was filed by { $time }.
letter-from = { $name }
letter-proof = Nobody can change this record afterwards:
leads-title = Who leads the community
leads-text = Some things need two of them: naming an official, sending a custodian away. In public a person is a number.
leads-whom = Number of the person
leads-name = Name a lead
leads-end = No longer
auditors-title = Auditors
auditors-text = Flags and disputes are settled by an auditor, with a reason. An auditor records nothing else; what passed through their own hands is settled by another one.
auditors-none = Nobody yet. Without an auditor no flag and no dispute can be settled.
auditors-name = Name an auditor
me-offices = Offices that owe reports
official-follows = Because of
official-ask = Ask about this record
did-answer-judged = Somebody said whether an answer is clear
refused-not-among-askers = Those who asked or want to know too say whether an answer is clear. Press “I want to know too” first.
refused-own-answer = Whoever owes the answer does not say whether it is clear.
because-fold = This follows an answer
because-field = Because of which answer
because-hint = May stay blank. The label of the question (Q-…): its page then shows this as the effect.
because-none = “{ $what }” has no answer yet. Take the label of an answered question.
because-one = Name one answer.
clarity-title = Is the answer clear?
clarity-said = { $n } of { $of } have said
clarity-clear = Clear
clarity-unclear = Would ask on
clarity-most = Asked most:
clarity-asked = { $n ->
    [one] one asks
   *[other] { $n } ask
}
clarity-mine-clear = You said that it is clear.
clarity-mine-unclear = You said that it is not clear yet.
clarity-who = Those who asked or want to know too say so, once each; they may change it.
clarity-outside = Without an account you can want to know and ask on. To say whether it is clear and to follow, this place has to know you.
clarity-waits = No answer yet
clarity-waits-text = Once there is an answer, those who asked say whether it is clear.
clarity-ask-on = It is not clear to me
clarity-words = What is still not clear
clarity-words-hint = May stay blank. With words it becomes a question of its own to the same office, due within 48 hours. No names or telephone numbers of people.
clarity-unclear-go = Say that it is not clear
follow-yes = Follow
follow-no = Follow no longer
me-followed = Questions I follow
question-outage = Our own server was away for { $span } of it; that counts for nobody.
effect-new-official = Record official supply because of it
effect-new-plan = Publish a plan because of it
shift-title = What changed in the fair plan, no. { $before } to no. { $after }
shift-number = No. { $n }
shift-given = Donated { $item } for { $name }
shift-level = Level of { $name }
shift-lowest = { $item }: the lowest
shift-see = See no. { $n }

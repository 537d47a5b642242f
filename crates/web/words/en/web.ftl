# Words of the pages, English. Keys are `noun-what`. Numbers come out with comma
# thousands; figures of quantities are passed as numbers, units as words.

## Everywhere
site-name = Tideover
lang-other = 中文
back = Back
skip = Skip to the text
nav-label = Places
nav-room = Room
nav-board = Board
nav-give = Give
nav-track = Track
nav-more = More
drill-line = Drill: names and figures are invented.
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
list-and = , 

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
bar-cover = Cover
bar-label = { $needed } { $unit } needed: { $received } received, { $moving } in transit, { $firm } firm, { $gap } missing
bar-label-excess = { $needed } { $unit } needed: { $received } received, { $moving } in transit, { $firm } firm, { $excess } more than needed
bar-label-unknown = Amount not stated: { $received } received, { $moving } in transit, { $firm } firm
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
growth-days = day { $n }
growth-mark = { $held }, { $people }
growth-label = From { $from } to { $to }
growth-caption = How the room grew

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
error-too-large-text = We take less at a time. Send a smaller picture or less text.
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

//! The table itself.

/// The columns, in the order of `people`.
pub const COLUMNS: &str = "clock founder lead verifier verifier-all sourcing transport receipts moderator auditor member \
                       reporter hospital donor carrier stranger official";

/// `+` is allowed, `.` is refused. Each act is asked in a state in which somebody may do it.
pub const TABLE: &str = "
register party             + . . . . . . . . . . . . . . . .
grant role in room         + + + . . . . . . . . . . . . . .
grant role for all         + + . . . . . . . . . . . . . . .
grant auditor              + + . . . . . . . . . . . . . . .
grant recipient's person   + + + + + . . . . . . . . . . . .
revoke role in room        + + + . . + . . . . . . . . . . .
revoke role for all        + + . . . . . . + . . . . . . . .
name place                 + + . . + . . . . . . . . . . . .
open room                  + + + + + + + + + . + + + + + + +
count room                 + . . . . . . . . . . . . . . . .
redact another's text      . + + . . . . . + . . . . . . . .
register recipient         + + + + + + + + + . + + + + + + +
check recipient            . + + + + . . . . . . . . . . . .
change contact             . + + + + . . . . . . . + . . . .
add alias                  . + . . + . . . . . . . . . . . .
merge recipients           . + . . + . . . . . . . . . . . .
report need in room        + . + + + + + + + . + + . . . . .
report need                + + + + + + + + + . + + + + + + +
verify need                . + + + + . . . . . . . . . . . .
verify need, skipping      . + + + + . . . . . . . . . . . .
reject need                . + + + + . . . . . . . . . . . .
merge need                 . + + + + . . . . . . . . . . . .
pause need                 . + + . . + . . . . . . + . . . .
resume need                . + + . . + . . . . . . + . . . .
revise open need           . + + . . + . . . . . . + . . . .
revise reported need       . + + . . + . . . . . + + . . . .
reconfirm need             . + + + + + . . . . . . + . . . .
close need: withdrawn      . + + . . + . . . . . . + . . . .
close need: met            . . . . . . . . . . . . + . . . .
make offer                 + + + + + + + + + . + + + + + + +
withdraw offer             . . . . . . . . . . . . . + . . .
set offer's conditions     . . . . . . . . . . . . . + . . .
set what comes first       . + . . . . . . . . . . . . . . .
publish plan               + + + . . + . . . . . . . . . . .
accept plan line           . + + . . + . . . . . . + + . . .
change plan line           . + + . . + . . . . . . + + . . .
leave plan line            . + + . . + . . . . . . + + . . .
pledge commitment          + + + + + + + + + . + + + + + + +
clear held pledge          . + + + + . . . . . . . . . . . .
accept commitment          . + + . . + . . . . . . + . . . .
decline commitment         . + + . . + . . . . . . + . . . .
decline held pledge        . + + + + + . . . . . . + . . . .
bring evidence             . . . . . . . . . . . . . + . . .
confirm commitment         . + + + + . . + . . . . + . . . .
propose redirect           . + + . . + . . . . . . + + . . .
agree redirect             . . . . . . . . . . . . . + . . .
withdraw commitment        . . . . . . . . . . . . . + . . .
lapse commitment           + . . . . . . . . . . . . . . . .
prepare consignment        . + + . . . . + . . . . . + . . .
seal consignment           . . . . . . . . . . . . . + . . .
dispatch consignment       . . . . . . . . . . . . . + . . .
cancel consignment         . . . . . . . . . . . . . + . . .
ask hand-over              + + + + + + + + + . + + + + + + +
confirm hand-over          + + + + + + + + + . + + + + . + +
stop on the way            . . . . . . . . . . . . . . + . .
arrive                     . . . . . . . . . . . . . . + . .
receive consignment        . . . . . . . . . . . . + . . . .
correct receipt            . . . . . . . . . . . . + . . . .
give feedback              . . . . . . . . . . . . + . . . .
return consignment         . . . . . . . . . . . . . . + . .
lose consignment           . . . . . . . . . . . . + + . . .
dispute consignment        + + + + + + + + + + + + + + + + +
settle consignment         . . . . . . . . . + . . . . . . .
publish list               + + + + + + + + + . + + + + + + +
raise flag                 + . . . . . . . . . . . . . . . .
answer flag                + + + + + + + + + + + + + + + + +
settle flag                . . . . . . . . . + . . . . . . .
watch disparity            + . . . . . . . . . . . . . . . .
attach paper               . + + . . . + . . . . . + + + . .
photograph goods           . . . . . . . . . . . . + + + . .
renew driver's link        . + + . . . + . . . . . . + . . .
cite official supply       . + + + + + + + + . + + + . . + +
record official supply     . . . . . . . . . . . . . . . . +
correct what was cited     . + . . + . . . . . . + + . . . +
correct an office's record . . . . . . . . . . . . + . . . +
register jurisdiction      + + . . . . . . . . . . . . . . .
close jurisdiction         . + . . . . . . . . . . . . . . .
withdraw closing           . + . . . . . . . . . . . . . . .
propose official           . + . . . . . . . . . . . . . . +
confirm official           . + . . . . . . . . . . . . . . +
remove official            . + . . . . . . . . . . . . . . +
take step of the clock     + . . . . . . . . . . . . . . . .
record outage              + . . . . . . . . . . . . . . . .
file case report           . . . . . . . . . . . . . . . . +
cite case report           . + + + + + + + + . + + . . . + .
name case definition       . + . . . . . . . . . . . . . . +
ask                        + + + + + + + + + . + + + + + + +
want to know too           + . + + + + + + + . + + . . . + .
say who owes an answer     . + . . . . . . + . . . . . . . +
take more time             . . . . . . . . . . . . . . . . +
answer for an office       . . . . . . . . . . . . . . . . +
answer for a hospital      . . . . . . . . . . . . + . . . .
say whether it is clear    . . . . . . . . . . . + . . . . .
say what an answer led to  . . . . . . . . . . . . . . . . +
offer custodian            . + + + + + + + + . + + + + + + +
confirm custodian          . + . . . . . . . . . . . . . . .
retire custodian           . + . . . . . . . . . . . + . . .
commit tips                + . . . . . . . . . . . . . . . .
close tips                 . . . . . . . . . . . . . + + + .
miss tips                  + . . . . . . . . . . . . . . . .
serve tip script           + . . . . . . . . . . . . . . . .
testify                    . + + + + + + + + . + + + + + + +
correct testimony          . . . . . . . . . . . + . . . . .
publish testimony          . + . . . . . . + . . . . . . . .
publish an accusation      . + . . . . . . + . . . . . . . .
hold testimony             . + . . . . . . + . . . . . . . .
support testimony          . + + + + + + + + . + . + + + + +
contest testimony          . + + + + + + + + . + + + + + + +
answer testimony           . + + + + + + + + . + + + + + + +
say what came of it        . + . . + . . . + . . + . . . . .
";

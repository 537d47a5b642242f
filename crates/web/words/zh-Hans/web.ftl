# 页面文字，简体中文。键名与英文文件一一对应。

## 通用
site-name = Tideover
back = 返回
skip = 跳到正文
nav-label = 去处
nav-room = 群
nav-board = 看板
nav-give = 我来给
nav-track = 跟踪
nav-more = 更多
drill-line = 演练：人名与数字均为虚构。
foot-head = 账本 { $size } 条，根 { $root }
foot-verify = 自己验证
copy = 复制
copied = 已复制
share = 分享
print = 打印
page-failed = 没发出去：没有网络。你写的还在。
outbox-waiting = { $n } 条待发送
outbox-refused = { $n } 条没被接受
outbox-drop = 清掉
list-and = 、

## 时间与数字
ago-now = 刚刚
ago-minutes = { $n } 分钟前
ago-hours = { $n } 小时前
duration-minutes = { $m } 分
duration-hours = { $h } 小时 { $m } 分
duration-hours-even = { $h } 小时
duration-days = { $d } 天 { $h } 小时
duration-days-even = { $d } 天
date = { $month }月{ $d }日
date-year = { $year }年{ $date }
date-time = { $date } { $time }
weekday = { $n ->
    [1] 星期一
    [2] 星期二
    [3] 星期三
    [4] 星期四
    [5] 星期五
    [6] 星期六
   *[7] 星期日
}
day = { $date } { $weekday }
percent = { $n }%

## 覆盖条
bar-received = 已收
bar-moving = 在途
bar-firm = 已落实
bar-gap = 还缺
bar-pledged = 认捐
bar-pledged-not = 认捐（不算数）
bar-draft = 你的
bar-unknown = 数量未写明
bar-needed = 需
bar-excess = 超额
bar-label = 需 { $needed } { $unit }：已收 { $received }，在途 { $moving }，已落实 { $firm }，缺 { $gap }
bar-label-excess = 需 { $needed } { $unit }：已收 { $received }，在途 { $moving }，已落实 { $firm }，超额 { $excess }
bar-label-unknown = 数量未写明：已收 { $received }，在途 { $moving }，已落实 { $firm }
bar-label-pledged = { $text }；另有认捐 { $pledged }，不算数
bar-label-draft = { $text }；你的 { $draft }
gap-left = 还差
gap-of = 共需 { $needed } { $unit }
gap-short = 还差 { $gap } { $unit }
gap-excess = 超额 { $excess } { $unit }

## 看板条目
needs-who = 机构和物资
needs-cover = 覆盖
needs-share = 覆盖率
needs-confirmed = 最近确认
needs-confirmed-at = { $when }确认
needs-act = 行动
needs-unknown = 不知道
needs-not-stated = 未写明
needs-count = { $n } 条

## 经手与步骤
custody-still = { $held }，还在计
steps-more = 还有 { $n } 步
steps-label = 步骤

## 群的成长
growth-people = { $n } 人
growth-hours = { $n } 小时
growth-mark = { $held }，{ $people }
growth-label = 从 { $from }到 { $to }
growth-caption = 群是怎么长大的

## 热度表
heat-low = 低于 25
heat-mid = 25–49
heat-high = 50–79
heat-full = 80 以上
heat-excess = 超额
heat-none = 没有数据

## 标签
label-box = 第 { $n } 箱，共 { $total } 箱
label-how = 扫码，或到任何镜像输入
label-qr = 二维码：{ $url }
label-head = 账本 { $size }，{ $root }

## 表单
form-errors = 有 { $n } 处要改
form-kept = 你写的都还在。
step-less = 少 { $n }
step-more = 多 { $n }

## 出错
error-not-found = 这里没有东西
error-not-found-text = 地址可能写错了，或者原来在这里的已经撤下。
error-forbidden = 这件事不归你做
error-forbidden-text = 要有相应角色才行，群主可以给你。
error-sign-in = 先说说你是谁
error-sign-in-text = 用邀请链接进群，或者自己开一个群，有个称呼就行。
error-invalid = 有的地方不对
error-invalid-text = 什么都没记下。退回去，你写的还在。
error-conflict = 有人快了一步
error-conflict-text = 你写的时候情况变了。再看一眼，再决定。
error-gone = 这个链接用不了了
error-gone-text = 用过了、撤回了，或者过期了。再要一个新的吧。
error-too-large = 太大了
error-too-large-text = 一次收不了这么多。换张小点的照片，或少写一些。
error-too-many = 慢一点
error-too-many-text = 一下子来得太多，什么都没记下。请在 { $seconds } 秒后再试。
error-busy = 现在太忙
error-busy-text = 什么都没记下。请在 { $seconds } 秒后再试。
error-internal = 是我们出错了
error-internal-text = 什么都没记下。已经记在这里，请过一会儿再试。
error-home = 回首页

quantity-at-least = 至少 { $amount }
quantity-rate = 每天 { $amount }
quantity-unknown = 数量未写明

# Cards of needs and commitments
list-comma = ，
card-give = 我来给
card-verify = 去核实
card-look = 看一看
card-talk = 讨论
card-talk-n = 讨论 { $n }
need-card = 需求
need-critical = 急
need-more-lines = 还有 { $n } 样
need-by = ，{ $when }前要
need-unverified = 还没核实
need-reported = 待核实
need-open = 已核实
need-paused = 暂停
need-paused-until = 暂停到{ $when }
need-closed = 已结束：{ $why }
need-rejected = 没通过：{ $why }
need-merged = 与 { $code } 是同一条
need-evidence-notice = 见到官方公告
need-evidence-call = 已回电核实，号码另外查到
need-evidence-own = 受援方自己说的
need-evidence-at = { $evidence }，{ $when }
need-close-met = 够了
need-close-withdrawn = 不再需要
need-close-others = 别处补上了
need-close-expired = 过期了
need-reject-denied = 对方说不是他们的
need-reject-not-found = 查无此处
need-reject-fraud = 假消息
need-reject-scope = 不归我们办
skip-emergency = 人命等不得
skip-nobody = 没有别人在
skip-unreachable = 联系不上对方
standing-unchecked = 还没查过
standing-called = 已回电
standing-document = 见过文件
standing-authority = 主管部门确认
facility-hospital = 医院、诊所
facility-hub = 转运站
facility-organisation = 转交机构
facility-other = 其他
line-held = 另有 { $n } { $unit }待核实，不算数
commitment-card = 承诺
commitment-title = { $what }，从{ $place }给{ $to }
commitment-look = 看承诺
commitment-batch = 批号 { $number }
commitment-held = 待核实
commitment-held-text = 数目大，又是头一回，先请核实的人看一眼。在那之前不算进任何数。
commitment-pledged = 已认捐
commitment-accepted = 已接受
commitment-firm = 已落实
commitment-declined = 已谢绝：{ $why }
commitment-withdrawn = 已撤回
commitment-redirected = 改给别处
commitment-lapsed = 已过期
decline-standard = 标准不合
decline-not-needed = 不需要了
decline-duplicate = 重复了
decline-doubtful = 货源存疑
certificate-claimed = 合格证：捐赠者自述
certificate-format = 合格证编号格式对
certificate-seen = 合格证已看过
certificate-register = 合格证已查册
donor-in = { $place }的一位捐赠者
step-pledged = 认捐
step-accepted = 已接受
step-firm = 已落实
step-dispatched = 已发货
step-received = 已收到

## 说不行的时候
refused-name-empty = 要有个名字。
refused-name-too-long = 公开的名字最多 60 个字。
refused-name-character = 公开的名字里不能有英文引号、反斜杠和控制字符。
refused-name-phone = 公开的名字里不能有电话，写在联系方式里。
refused-name-link = 公开的名字里不能有链接，写在来源里。
refused-busy = 现在太忙，什么都没记下，过一会儿再试。
refused-read-only = 账本还不完整，暂时什么都不能记。
refused-not-signed-in = 先说怎么称呼你。
refused-too-fast = 一下子太多了，什么都没记下，等一等。
refused-not-found = 这里没有你能看的东西。
refused-empty = 先写点什么。
refused-too-long = 最多 { $max } 个字，你写的还在。
refused-code-invalid = 这个码或链接用不了：写错、用完或过期了。再要一个新的。
refused-link-paused = 这个链接暂停了。
refused-link-revoked = 这个链接撤回了，再要一个新的。
refused-too-late-to-edit = 发出 15 分钟内能改，过了就撤下重说。
refused-already-member = 你已经在群里了。
refused-not-a-photo = 这不是照片，或超过 { $max_bytes } 字节。
refused-store = 我们这边出错了，什么都没记下。
refused-community-open = 这里早就开起来了。
refused-thing-missing = 没有找到它。
refused-not-allowed = 这一步要有相应角色，群主可以给你。
refused-out-of-bounds = 有个数或时间超出了能记的范围。
refused-auditor-settles-only = 审计员只裁定争议，不记别的。
refused-not-a-member = 进了群才能做这一步。
refused-community-only = 这一步只由系统到点自己做。
refused-organisation-needs-name = 机构要有公开的名字。
refused-person-has-no-name = 个人的名字不进公开账本。
refused-role-needs-room = 说明是哪个群的角色。
refused-role-needs-recipient = 说明是哪家受援方。
refused-role-needs-community = 这个角色是给整个社群的，不分群。
refused-role-held = 对方已经有这个角色了。
refused-role-not-held = 对方没有这个角色。
refused-last-lead = 群里至少要留一位带头人，先请好下一位。
refused-recipient-exists = 名录里已经有同名的机构。选它，或说明这是另一家。
refused-recipient-merged = 这家已并入另一家。
refused-same-thing = 这两个是同一个。
refused-no-lines = 至少写一样物资。
refused-too-many-lines = 一次最多 { $max } 样，其余的再发一条。
refused-too-many-standards = 一样物资最多 { $max } 个标准。
refused-quantity-zero = 数量至少是 1。没人说过要多少，就选“不知道”。
refused-quantity-too-large = 超过 { $max } 不会是真的，看看是不是多写了零。
refused-needs-source-or-contact = 留一个求助的链接，或一个能打通的联系人，不然没法核实。
refused-similar-need = 72 小时内这家发过同样的需求。去更新那一条，或说明这是另一条。
refused-reporter-cannot-verify = 谁发的谁不能核实，请另一位来。
refused-already-verified-by-you = 你已经核实过，还要另一位。
refused-need-not-reported = 这条已经不在等核实了。
refused-need-not-verified = 这条还没核实，核实后才能认捐。
refused-need-paused = 对方说先停一停。
refused-need-not-paused = 这条没有暂停。
refused-need-closed = 这条已经结束。
refused-no-such-line = 没有这一行。
refused-nothing-changes = 和原来一样，没有变化。
refused-not-met = 需要 { $needed }，才收到 { $received }。这时只有对方自己能说够了。
refused-in-the-future = 时间在将来，看看手机的钟。
refused-in-the-past = 时间已经过去了。
refused-standard-not-accepted = 这家不收这个标准。买之前先看看谁用得上。
refused-standard-for-other-item = 这个标准管的是别的物资。
refused-offer-for-other-item = 那批货是别的物资。
refused-offer-too-small = 那批货只剩 { $left } 了。
refused-not-your-commitment = 这是别人的承诺。
refused-commitment-state = 这笔承诺的状态变了，再看一眼。
refused-commitment-held = 数目太大，要等人核实。
refused-donor-cannot-confirm = 自己的凭证自己不能通过，请另一位来看。
refused-evidence-missing = 还缺凭证：批号，或合格证上写的内容。
refused-not-so-much-left = 这笔承诺没发出的只剩 { $left } 了。
refused-no-proposal = 还没有人提过改给别处。
refused-proposer-cannot-agree = 谁提的谁不能替对方点头。
refused-other-item = 那一条要的是别的物资。
refused-too-early = 还没到时候。
refused-different-recipients = 这几样是给不同机构的，请分开装。
refused-commitment-not-firm = 落实了的承诺才能发货，先补凭证。
refused-not-your-consignment = 这是别人的批次。
refused-consignment-state = 这一批的状态变了，再看一眼。
refused-packages = 箱数在 1 到 { $max } 之间。
refused-counts-per-line = { $lines } 行每行都要点数。
refused-not-the-holder = 货在谁手里，谁才能做这一步。
refused-holder-cannot-take = 货已经在你手里。
refused-no-handover-asked = 对方还没说要交给你。
refused-handover-asked = 已经有一次交接在等确认。
refused-other-side-confirms = 要对方来确认。
refused-meant-for-another = 这次是要交给别人的。
refused-recipient-only = 只有收货方能记收到多少。
refused-sender-cannot-receive = 发货的人不能替对方收货。
refused-holder-cannot-settle = 经手的人不能裁定这个争议。
refused-more-than-open = 第 { $line } 行只剩 { $open } 没点，多出来的写在“多出”里。
refused-reason-missing = 写一下为什么拒收。
refused-receipt-lines = 每行写一次，到了多少。
refused-no-such-receipt = 没有这张收货单。
refused-carrier-cannot-declare-loss = 丢了要由发货或收货的一方来说，承运的人不能自己说。
refused-nothing-disputed = 这里没有争议。
refused-disputed-already = 已经有一个争议在查。
refused-no-such-text = 那段文字早就撤下了。

## 账本
entry-title = 账本 第 { $n } 条
entry-public = 公开，永久
entry-at = 记下
entry-by = 谁
entry-party = { $n } 号
entry-type = 类型
entry-soon = 已记下，还没签进校验点
entry-soon-text = 一秒之内会签新的校验点，再打开看看。
entry-included = 已入账本
entry-proof = 下载证明
entry-checkpoint = 看校验点
entry-leaf = 这一条的指纹
entry-steps = 往上 { $n } 步，到根
entry-texts = 背后的文字
entry-text-seal = “{ $field }”的封印，账本里记的是它：
entry-text-removed = 这段文字已撤下（{ $ground }），封印还在：
entry-raw = 原文
entry-raw-text = 从 0 数起。没有电话、住址和谈话，那些不进账本。
entry-neighbours = 前后
entry-about-need = 关于一条需求
entry-about-commitment = 关于一笔承诺
entry-about-consignment = 关于一个批次
entry-about-room = 关于一个群
entry-about-recipient = 关于一家受援方
entry-about-text = 撤下了一段文字
entry-about-offer = 关于一批供应
entry-about-party = 关于谁能做什么
entry-about-community = 关于这个社群
verify-title = 自己验证
verify-subtitle = 不用信我们
verify-lead = 这里每个数都出自一本谁也改不了的账。
verify-lead-text = 每条账是同一棵树的叶子。谁手里留着旧的根，前面动过一个字都看得出来。
verify-now = 此刻的校验点
verify-head-short = 校验点 { $n }
verify-entries = { $n } 条
verify-root = 根，全部条目压成的一个数
verify-download = 校验点
verify-key = 公钥
verify-key-text = 用来验签名的公钥。抄下来，和朋友对一对。
verify-ask = 查一条在不在里面
verify-which = 第几条
verify-go = 查
verify-inside = 在里面，没被动过
verify-inside-text = 从这一条往上算 { $n } 步，正好得到上面的根。
verify-see = 看第 { $n } 条
verify-not-there = 不在里面
verify-not-there-text = 数太大，或不是数。条目从 0 数起。
verify-code = 按标签找
verify-code-label = 箱子上的码
verify-copy = 全部查一遍
verify-copy-text = 一条命令，把每一条重读一遍，重算根和所有的数，再对一对。
verify-tiles = 账本按 C2SP 的格式公开，别人写的验证工具也能用：
figures-title = 总数
figures-text = 从账本重新算出。不同物资不相加。
figures-item = 物资

## 首页
home-title = Tideover { $name }
home-founder = 这里还没有发起人
home-founder-text = 谁来张罗，留个称呼，开第一个群。
home-founder-act = 我来张罗
home-lede = 此刻覆盖最低的是{ $place }：{ $needed } { $unit }{ $item }，只有 { $found } { $unit }有了着落。
home-lede-covered = 写明数量的需求此刻都有着落。
home-lede-empty = 还没有人发过需求。
home-when = { $when }。下面每个数都能点开，一直看到账本里的那一条。不同物资不相加。
home-lacking = 还没补上的需求
home-lacking-unit = { $n ->
   *[other] 项
}
home-lacking-unknown = 其中 { $n } 项数量未写明
home-moving = 正在路上
home-consignments = { $n ->
   *[other] 批
}
home-moving-longest = 最久 { $span }
home-received = 今天签收
home-received-by = { $n } 家亲手点过
home-members = 在帮忙的人
home-people = { $n ->
   *[other] 人
}
home-rooms-count = 在 { $n } 个群里
home-paste = 看到求助？贴在这里
home-paste-label = 求助文字
home-paste-hint = 整段粘贴就行，不用先填表。
home-paste-private = 电话和姓名只给群成员看。
home-paste-go = 帮我认一认
home-worst = 哪里最缺
home-worst-rule = 覆盖率 =（已收＋在途＋已落实）÷ 需
home-worst-items = 物资
home-worst-caption = 各地{ $item }的覆盖，最低的在前
home-place = 地方
home-heat = 各地各物资的覆盖率，%
home-rooms = 现在开着的群
home-room = { $members } 人，{ $lacking } 项还缺
home-room-see = 进去看看
home-room-new = 开一个新群
home-arrivals = 刚刚送到
## 批次
consignment = 批次
consignment-goods = { $item } { $amount }
consignment-goods-more = { $goods }，另有 { $n } 样
consignment-title = { $goods }，{ $boxes }
consignment-boxes = { $n } 箱
consignment-stage-preparing = 打包中
consignment-stage-sealed = 已封箱
consignment-stage-in-transit = 运输中
consignment-stage-at-hub = 在转运站
consignment-stage-arrived = 到门口了
consignment-stage-received = 已收货
consignment-stage-returned = 已退回
consignment-stage-lost = 丢失
consignment-stage-cancelled = 已取消
consignment-overdue = 过了预计时间
consignment-stuck = 停得太久
consignment-donor-in = { $place }的一位捐赠者
consignment-packer-in = { $place }的收发组
consignment-driver = { $n } 号司机
consignment-hub-in = { $place }转运站
consignment-hub = 转运站
consignment-short-sender = 捐赠方
consignment-short-driver = 司机 { $n }
consignment-short-hub = 转运站
consignment-short-recipient = 医院
consignment-about = 约 { $time }
consignment-differs-head = 清点不一致
consignment-differs = ：应有 { $sent }，{ $who }点到 { $counted }
consignment-missing-head = 没到
consignment-missing = ：少了{ $goods }
consignment-disputed-head = 有争议
consignment-disputed = ：等审计员核定
consignment-whole = 看全程
consignment-meet = 我去门口接
consignment-line-prepared = { $what } 开始打包：{ $goods }
consignment-line-sealed = { $what } 已封箱，{ $n } 箱
consignment-line-dispatched = { $what } 已发货
consignment-line-asked = { $what } 等人接手
consignment-line-taken = { $what } 由{ $who }接手
consignment-line-taken-differs = { $what } 由{ $who }接手：应有 { $sent }，点到 { $counted }
consignment-line-stopped = { $what } 在路上被拦下
consignment-line-stopped-at = { $what } 在{ $place }被拦下
consignment-line-arrived = { $what } 到门口了，承运方说的
consignment-line-received = { $what }：{ $who }收下{ $goods }
consignment-line-corrected = { $what }：第 { $index } 条的收货有更正
consignment-line-disputed = { $what } 有争议
consignment-line-settled = { $what } 的争议已核定
consignment-line-returned = { $what } 已退回
consignment-line-lost = { $what } 丢失
consignment-line-cancelled = { $what } 没发出就取消了
consignment-line-paper = { $what } 添了随车文件

# 页面文字，简体中文。键名与英文文件一一对应。

## 通用
site-name = Tideover
lang-other = EN
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
bar-cover = 覆盖
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
growth-days = 第 { $n } 天
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

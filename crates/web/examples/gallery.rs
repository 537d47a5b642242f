//! Writes every part as pages, in both languages, to look at: `cargo run -p web --example gallery
//! -- OUTDIR`, then serve OUTDIR and open it (icons are not loaded from `file:`).

use std::path::Path;
use std::{env, fs, io};

use axum::body::to_bytes;
use axum::extract::Path as Named;
use maud::{Markup, html};
use web::layout::{Ctx, Nav, Shell, SignedIn, Width};
use web::negotiate::Format;
use web::parts::bar::{Bar, Size, legend};
use web::parts::card::{Card, Tab, fresh};
use web::parts::field::{self, Choice, Field};
use web::parts::growth::{Growth, GrowthMark, GrowthRow, growth};
use web::parts::heat::{Heat, heat};
use web::parts::icon::Icon;
use web::parts::label::{Label, label};
use web::parts::needs::{Freshness, NeedGroup, NeedRow, needs};
use web::parts::table::{Col, table};
use web::parts::talk::{self, Message, message};
use web::parts::timeline::{Holder, Stage, Step, custody, steps};
use web::parts::{
    ScriptAction, Tone, alarm, badge, btn, btn_link, btn_script, chip, chips, fold, hash, kv,
    last_step, marks, note, remark, small, spread, total, totals,
};
use web::words::{Lang, Words};
use web::{assets, t};

/// More than any page or asset here.
const BYTES_MAX: usize = 1 << 20;

#[tokio::main]
async fn main() -> io::Result<()> {
    let out = env::args().nth(1).unwrap_or_else(|| "gallery".into());
    let out = Path::new(&out);
    fs::create_dir_all(out.join("a"))?;
    for name in ["style.css", "live.js", "icons.svg", "mark.svg"] {
        let hashed = assets::url(name).trim_start_matches("/a/").to_owned();
        let answer = assets::serve(Named(hashed.clone())).await;
        let bytes = to_bytes(answer.into_body(), BYTES_MAX)
            .await
            .map_err(io::Error::other)?;
        fs::write(out.join("a").join(hashed), bytes)?;
    }
    for lang in [Lang::Zh, Lang::En] {
        let w = Words::new(lang);
        for (name, page) in [
            ("room", room(w)),
            ("board", board(w)),
            ("track", track(w)),
            ("home", home(w)),
            ("commit", commit(w)),
            ("entry", entry(w)),
        ] {
            let page = page.into_string();
            println!("{name}-{}: {} bytes", lang.tag(), page.len());
            fs::write(out.join(format!("{name}-{}.html", lang.tag())), page)?;
        }
    }
    Ok(())
}

fn ctx(w: Words, path: &str) -> Ctx {
    Ctx {
        signed_in: Some(SignedIn {
            name: "林舟".into(),
            account_hex: "0f".into(),
        }),
        room: Some(12),
        drill: true,
        head: Some((18_204, "e91895f7056d8782fbb76864ead2b485".into())),
        now: 1_581_315_600,
        ..Ctx::bare(w, Format::Html, path)
    }
}

fn suits(needed: u64, received: u64, moving: u64, firm: u64, pledged: u64) -> Bar<'static> {
    Bar {
        needed: Some(needed),
        received,
        moving,
        firm,
        pledged,
        unit: "套",
        ..Bar::default()
    }
}

fn room(w: Words) -> Markup {
    let bar = suits(300, 0, 198, 0, 60);
    let need = Card::new(Icon::Need, "需求", "N-7K2M")
        .state(fresh("22 分钟前确认"))
        .tab(
            Tab::link("我来给", "/give")
                .icon(Icon::Give)
                .go()
                .printed("/n/7K2M"),
        )
        .tab(Tab::post("我能运", "/x", &[]).icon(Icon::Truck))
        .tab(Tab::link("讨论 3", "#"))
        .render(html! {
            h3 { "团风县人民医院" }
            (small("医用防护服，只收 GB 19082-2009，今晚 20:00 前"))
            (bar.headline(w)) (bar.svg(w)) (bar.key(w))
            (remark(Icon::Ok, "已回电核实，号码取自医院官网"))
        });
    let done = |name, note| Step {
        name,
        note,
        stage: Stage::Done,
    };
    let route = [
        done("苏芮", "0:40"),
        done("郑师傅", "9:10"),
        done("转运站", "5:15"),
        Step {
            name: "周师傅",
            note: "1:35",
            stage: Stage::Now,
        },
        Step {
            name: "医院",
            note: "约15:40",
            stage: Stage::Next,
        },
    ];
    let consignment = Card::new(Icon::Box, "批次", "T-4QX7")
        .state(badge(Tone::Give, Some(Icon::Truck), "运输中"))
        .tab(Tab::link("看全程", "/t/4QX7").icon(Icon::Box).go())
        .tab(Tab::link("我去门口接", "#").icon(Icon::Hand))
        .render(html! {
            h3 { "防护服 200 套，20 箱" } (small("杭州 → 武汉转运站 → 团风县人民医院"))
            (steps(w, &route)) (alarm("清点不一致", "：发出 200，转运站点到 198"))
        });
    let route_at = |i: usize| route.get(i).copied().unwrap_or(done("", ""));
    let many = [
        route_at(0),
        route_at(1),
        route_at(2),
        route_at(1),
        route_at(2),
        route_at(3),
        route_at(4),
    ];
    let folded = Card::new(Icon::Give, "承诺", "C-3HQ8")
        .state(badge(Tone::Give, Some(Icon::Ok), "已落实，已发货"))
        .tab(Tab::link("看合格证", "#"))
        .tab(Tab::link("改给别处", "#"))
        .render(html! { h3 { "200 套防护服，从杭州给团风" } (steps(w, &many)) });
    let by = |id, name, role, mine| Message {
        id,
        by_hex: if mine { "0f" } else { "a1" },
        name,
        role,
        place: if role.is_empty() { "杭州" } else { "" },
        time: ("13:58", "2020-02-10T13:58:00+08:00"),
        mine,
        remark: "",
        href: "#",
        into: None,
    };
    let body = talk::talk(
        "talk",
        Some("/r/12/live"),
        &[
            talk::line("d1", None, "2月10日 星期一", None),
            message(
                &by("m1", "陈立", "核实", false),
                "团风县医院设备科接通了。今晚这班就要穿，一共 300 套，工业用的一律不收。",
                Some(need),
            ),
            message(
                &by("m2", "苏芮", "", false),
                "我那 200 套昨晚出的门，今天在武汉换了车。合格证拍给大家。",
                Some(folded),
            ),
            message(
                &by("m3", "林舟", "", true),
                "收到。黄黄高速卡口要通行证，我来办，办好贴在批次里。",
                None,
            ),
            message(
                &by("m4", "何嘉", "收发", false),
                "转运站少了 2 套，两边数字都留着，先送，我去问。",
                Some(consignment),
            ),
            talk::line("e1", None, "账本 18,204：在途 200 → 198", Some("/l/18204")),
        ],
    );
    let strip_bar = Bar {
        size: Size::Small,
        ..suits(240, 0, 0, 0, 0)
    }
    .svg(w);
    let draft = Card::new(Icon::Paste, "认出 1 条需求", "")
        .draft()
        .tab(
            Tab::submit("没错，发布", Some(("do", "post")))
                .icon(Icon::Ok)
                .go(),
        )
        .tab(Tab::submit("改一改", None))
        .render(html! { p.sm { "急需" mark { "N95口罩1000个" } "，护目镜" mark { "越多越好" } } });
    Shell::new("黄冈物资对接群", Nav::Room)
        .subtitle("112 人，37 人在线")
        .width(Width::Talk)
        .actions(web::layout::tap("/r/12/who", Icon::People, "谁在做什么"))
        .strip(talk::strip(
            "/r/12/board",
            "看板",
            "9 项还缺 · 6 批在途 · 2 条等你",
            "英山 防护服",
            strip_bar,
            "差 240 套",
        ))
        .composer(
            talk::Composer {
                action: "/r/12/say",
                token: "00",
                label: "说点什么，或贴一段求助",
                send: "发送",
                text: "",
                error: None,
                thread: None,
                draft: Some(draft),
            }
            .render(),
        )
        .render(&ctx(w, "/r/12"), body)
}

fn board(w: Words) -> Markup {
    let row = |id, who, bar, freshness| NeedRow {
        id,
        who,
        href: "/n/1204",
        what: "医用防护服，GB 19082-2009",
        bar,
        confirmed: "35 分钟前",
        freshness,
        act: ("我来给", "/give"),
    };
    let first = [
        row(
            "n1",
            "英山县人民医院",
            suits(240, 0, 0, 0, 0),
            Freshness::Fresh,
        ),
        row(
            "n2",
            "罗田县人民医院",
            suits(2_000, 0, 0, 120, 800),
            Freshness::Fresh,
        ),
        row(
            "n3",
            "红安县人民医院",
            suits(400, 40, 0, 60, 0),
            Freshness::Due,
        ),
        row(
            "n4",
            "麻城市人民医院",
            suits(10_000, 1_500, 2_500, 1_000, 2_000),
            Freshness::Fresh,
        ),
        row(
            "n5",
            "黄冈市中心医院",
            suits(500, 310, 190, 100, 0),
            Freshness::Fresh,
        ),
        row(
            "n6",
            "浠水县人民医院",
            suits(60_000, 40, 20, 3, 9),
            Freshness::Fresh,
        ),
    ];
    let unknown = [row(
        "n7",
        "蕲春县人民医院",
        Bar {
            needed: None,
            ..suits(0, 200, 0, 300, 0)
        },
        Freshness::Fresh,
    )];
    let old = [row(
        "n8",
        "黄梅县人民医院",
        suits(300, 30, 0, 0, 0),
        Freshness::Old,
    )];
    let groups = [
        NeedGroup {
            title: "覆盖最低的在前",
            text: "",
            rows: &first,
        },
        NeedGroup {
            title: "数量未写明",
            text: "不是 0，也不是 1：只是没人写下数目，所以不排名次。",
            rows: &unknown,
        },
        NeedGroup {
            title: "两天没有人确认",
            text: "先变灰，96 小时后退出排名，不会删除。",
            rows: &old,
        },
    ];
    let items: Vec<Markup> = [
        "全部",
        "防护服",
        "医用防护口罩",
        "外科口罩",
        "护目镜",
        "隔离衣",
    ]
    .iter()
    .enumerate()
    .map(|(i, name)| chip("/b", name, i == 0))
    .collect();
    let body = html! {
        div.cols {
            section.c12.stack { (chips("物资", &items)) (legend(w)) }
            section.c12.stack {
                (needs(w, "黄冈各机构的需求", &groups))
                (note::empty(Icon::Need, "龙感湖还没有人发过需求", "没有数据，不等于不缺。认识那边的人吗？", Some(("/new", "替他们问一句"))))
            }
        }
    };
    Shell::new(&t!(w, "nav-board"), Nav::Board)
        .subtitle("黄冈，14:20 更新")
        .width(Width::Wide)
        .render(&ctx(w, "/b?item=suit"), body)
}

fn track(w: Words) -> Markup {
    let facts = ["2月9日 22:20 双方确认交接".to_owned()];
    let holder = |who, stage, held_secs, alarm| Holder {
        who,
        role: "承运，杭州到武汉",
        stage,
        held_secs,
        facts: &facts,
        alarm,
    };
    let holders = [
        holder("杭州的一位捐赠者", Stage::Done, Some(2_400), None),
        holder("司机 Z.Q.", Stage::Done, Some(33_000), None),
        holder(
            "武汉转运站",
            Stage::Done,
            Some(18_900),
            Some("点到 198 套，比发出少 2 套"),
        ),
        holder("司机 Z.H.", Stage::Now, Some(5_700), None),
        holder("团风县人民医院", Stage::Next, None, None),
    ];
    let counts = [
        vec![
            html! { "杭州仓，发出" },
            html! { b { "200" } },
            html! { "—" },
        ],
        vec![
            html! { "武汉转运站，收到" },
            html! { b { "198" } },
            html! { b.lack { "−2" } },
        ],
    ];
    let body = html! {
        section.stack {
            p { (badge(Tone::Give, Some(Icon::Truck), "运输中")) }
            h2.t4 { "防护服 200 套，正往团风去" }
            p { "现在在司机 Z.H. 手里，已经 1 小时 35 分。" }
            div.row.noprint { (btn_script(ScriptAction::Share("/t/4QX7"), Some(Icon::Share), &t!(w, "share"))) (btn_link("/t/4QX7/label", Some(Icon::Print), "打印标签", false)) }
        }
        section { h2 { "经过谁的手" } div.mt3 { (custody(w, &holders)) } }
        section { h2 { "数目" } (table("数目", &[(Col::Text, "清点人"), (Col::Num, "数目"), (Col::Num, "差")], &counts))
            div.mt3 { (note::warn("差 2 套，正在查", html! { p.sm { "两个数都留着，不改旧账。" } })) } }
        section { h2 { "箱子里是什么" } (kv::texts(&[("物资", "医用一次性防护服"), ("执行标准", "GB 19082-2009")])) }
        section { h2 { "贴在箱上的标签" } div.mt2 { (label(w, &Label { code: "4QX7-KM", url: "https://tideover.example/t/4QX7-KM", to: "团风县人民医院", item: "医用一次性防护服", box_of: (1, 20), head: Some((18_204, "e91895f7056d")) })) } }
    };
    Shell::new("批次 T-4QX7", Nav::Track)
        .subtitle("公开页，谁都能看")
        .render(&ctx(w, "/t/4QX7"), body)
}

fn home(w: Words) -> Markup {
    let points = [
        (0, 4),
        (2_280, 9),
        (7_000, 16),
        (14_000, 27),
        (21_600, 41),
        (28_800, 52),
        (43_200, 58),
        (54_000, 66),
        (66_000, 88),
        (69_120, 97),
        (79_000, 107),
        (86_000, 112),
    ];
    let curve = Growth {
        points: &points,
        span_secs: 86_400,
        marks: &[
            GrowthMark {
                at_secs: 2_280,
                name: "第一笔承诺",
            },
            GrowthMark {
                at_secs: 69_120,
                name: "第一次送达",
            },
        ],
        rows: &[
            GrowthRow {
                at_secs: 0,
                members: 4,
                text: "开群",
            },
            GrowthRow {
                at_secs: 2_280,
                members: 9,
                text: "第一笔承诺：60 只口罩",
            },
            GrowthRow {
                at_secs: 69_120,
                members: 97,
                text: "第一次送达：麻城，40 套",
            },
        ],
    };
    let heats = [
        (
            "鄂州",
            vec![
                Heat::Percent(19),
                Heat::Percent(24),
                Heat::Percent(41),
                Heat::NotStated,
            ],
        ),
        (
            "武汉",
            vec![
                Heat::Percent(83),
                Heat::Percent(76),
                Heat::Percent(104),
                Heat::NoData,
            ],
        ),
    ];
    let places: Vec<Vec<Markup>> = [
        ("鄂州", suits(1_800, 180, 90, 72, 0)),
        ("随州", suits(2_400, 300, 168, 60, 300)),
    ]
    .iter()
    .map(|(name, bar)| {
        vec![
            html! { a href="/b" { (name) } },
            Bar {
                size: Size::Small,
                ..*bar
            }
            .svg(w),
            html! { b { "19%" } },
            html! { b.lack { "1,458" } },
        ]
    })
    .collect();
    let body = html! { div.cols {
        section.c8 { h2.lede { "此刻覆盖最低的是鄂州：" br; "1,800 套防护服，只有 342 套有了着落。" }
            (totals(&[total("还没补上的需求", "1,284", "项", "/b", "其中 1,071 项数量未写明", Tone::Lack), total("正在路上", "212", "批", "/t", "最久 2 天 4 小时", Tone::Plain)])) }
        section.c4 { form method="post" action="/paste" { (Card::new(Icon::Paste, "看到求助？贴在这里", "").tab(Tab::submit("帮我认一认", None).go())
            .render(html! { label.vh for="p" { "求助文字" } textarea.in.paste #p rows="3" placeholder="整段粘贴就行，不用先填表。" {} (small("电话和姓名只给群成员看。")) })) } }
        section.c7.sheet { h2 { "哪里最缺" } (table("哪里最缺", &[(Col::Text, "地方"), (Col::Text, "防护服，套"), (Col::Num, "覆盖率"), (Col::Num, "还差")], &places)) (legend(w)) }
        section.c5.sheet { h2 { "一个群的头 24 小时" } (growth(w, &curve)) }
        section.c8.sheet { h2 { "各地各物资的覆盖率，%" } (heat(w, "各地各物资覆盖率", &["防护服", "医用防护口罩", "外科口罩", "护目镜"], &heats)) }
        section.c4.sheet { h2 { "现在开着的群" } ul.nl { li.row.sp { span { a.go2 href="/r/12" { b { "黄冈物资对接群" } } br; span.sm.mut { "112 人，9 项还缺" } } a.btn.thin href="/r/12" { "进去看看" } } } (btn_link("/new", Some(Icon::Plus), "开一个新群", false)) }
    } };
    Shell::new("Tideover 湖北", Nav::Room)
        .back(None)
        .width(Width::Wide)
        .render(&ctx(w, "/"), body)
}

fn commit(w: Words) -> Markup {
    let bar = Bar {
        draft: 200,
        ..suits(500, 310, 190, 100, 40)
    };
    let mut to = Choice::new(
        "a",
        "改给英山县人民医院",
        "落实后 0% → 83%，还差 40 套",
        true,
    );
    to.extra = Some(
        Bar {
            draft: 200,
            size: Size::Small,
            ..suits(240, 0, 0, 0, 0)
        }
        .svg(w),
    );
    let body = html! {
        (field::error_summary(w, &[("from", "从哪里发？写到市就行")]))
        form.commit method="post" action="/give" data-enhance {
            (field::token("00"))
            (Card::new(Icon::Need, "需求", "N-5D0R").state(fresh("2 小时前确认")).render(html! { h3 { "黄冈市中心医院" } (small("医用防护服，需 500 套")) (bar.svg(w)) (bar.key(w)) (spread(html! { span.sm.mut { "加上你的 200" } }, html! { b.nb { "就是 160%" } })) }))
            (Field::new("quantity", "给多少？").value("200").required().number(w, "套", 1, 100_000, 10))
            (note::warn("这里已经够了：120%", html! { p.sm { "你的 200 套会成为超额。" } }))
            (field::radios("to", "给哪里？", "", None, &[to, Choice::new("b", "仍给黄冈市中心医院", "会公开显示超额 300 套", false)]))
            (field::checks("can", "你能做什么？", "可以多选，不选也能进。", None, &[Choice::new("give", "能给", "物资或钱", false), Choice::new("drive", "能运", "有车，有通行证更好", true), Choice::new("call", "能打电话", "回电核实", false), Choice::new("tr", "能翻译", "标准、说明书", false)]))
            div.two { (Field::new("from", "从哪里发").error(Some("写到市就行")).text()) (Field::new("ready", "什么时候备好").value("今天 18:00").text()) }
            (Field::new("standard", "什么标准？").value("gb").select(&[("gb", "GB 19082-2009"), ("en", "EN 14126")]))
            (field::file("photo", "合格证照片", "看过才算落实。照片里的定位信息会去掉。", "image/*"))
            (Field::new("remark", "还要说什么").hint("别写电话。").placeholder("比如：周三前到").textarea(3))
            (field::checkbox("place", "公开时写“杭州的一位捐赠者”", true))
            (last_step("给英山县人民医院，200 套", "先记作认捐，不算进覆盖。", btn(Some(Icon::Give), "承诺 200 套", true)))
        }
    };
    Shell::new("我来给", Nav::Give)
        .subtitle("发货前随时可以撤回")
        .render(&ctx(w, "/give"), body)
}

fn entry(w: Words) -> Markup {
    let root = "e91895f7056d8782fbb76864ead2b485b0d257476d03f382735e479ff4931e48";
    let body = html! {
        section.stack { p { (badge(Tone::Plain, Some(Icon::Warn), "差异")) } h2.t4 { "T-4QX7 在途" br; "200 → 198 套" } p { "两个数都留着，查清之前按 198 算。" } }
        section { (kv::facts(&[("发生", html! { "2月10日 07:30" }), ("引用", html! { span.ent { a href="/l/18152" { "18,152 发出 200" } } }), ("影响", html! { "团风县人民医院：还差 100 → 102 套" })])) }
        (Card::new(Icon::Book, "已入账本", "").state(html! { "校验点 18,204" })
            .tab(Tab::link("在手机上验", "#").icon(Icon::Ok)).tab(Tab::link("看校验点", "/verify"))
            .render(html! { (marks("市图书馆已签名；一家报社还没签", &[(true, "市图书馆", "14:20"), (false, "一家报社", "还没签")])) p.sm.mut.mt3 { "这一条的指纹" } (hash(root)) (fold("往上 8 步，到根", html! { p.mono { "4c53905c…f1e48d77" } })) }))
        section { h2 { "原文" } pre.mono.in.mt2 { "{\n \"t\": \"consignment.disputed\"\n}" } }
        section { h2 { "抄一份走" } code.mono.in.mt2 { "tideover mirror tideover.example" } div.row.mt2 { (btn_script(ScriptAction::Copy("tideover mirror tideover.example"), None, &t!(w, "copy"))) } }
    };
    Shell::new("账本 第 18,204 条", Nav::More)
        .subtitle("公开，永久")
        .render(&ctx(w, "/l/18204"), body)
}

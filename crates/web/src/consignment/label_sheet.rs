//! Labels for the boxes: one on the page, all of them on sheets for the printer.

use maud::{Markup, html};
use serde::Serialize;

use crate::consignment::track::TrackModel;
use crate::layout::{Ctx, Nav, Shell, Width, short_root};
use crate::parts::icon::Icon;
use crate::parts::label::{Label, label, sheet};
use crate::parts::{ScriptAction, btn_link, btn_script};
use crate::t;
use crate::words::Words;

/// Labels on one page of the site; a printer takes them as sheets of eight or so.
pub const LABELS_MAX: u64 = 200;

/// What the labels of a consignment say.
#[derive(Debug, Serialize)]
pub struct SheetModel {
    /// The code on each.
    pub code: String,
    /// Where their QR leads.
    pub url: String,
    /// For whom.
    pub to: String,
    /// What is in them.
    pub goods: String,
    /// The first box of this page.
    pub first: u64,
    /// The last box of this page.
    pub last: u64,
    /// Boxes in all.
    pub packages: u64,
    /// The journal's head: size and short root.
    pub head: Option<(u64, String)>,
}

impl SheetModel {
    /// A page of labels, counted from 1.
    pub fn of(m: &TrackModel, ctx: &Ctx, url: String, page: u64) -> SheetModel {
        let pages = m.packages.div_ceil(LABELS_MAX).max(1);
        let page = page.clamp(1, pages);
        let before = (page - 1).saturating_mul(LABELS_MAX);
        SheetModel {
            code: m.card.code.clone(),
            url,
            to: m.recipient_name.clone(),
            goods: m.card.title.clone(),
            first: before + 1,
            last: before.saturating_add(LABELS_MAX).min(m.packages),
            packages: m.packages,
            head: ctx.head.as_ref().map(|(n, root)| (*n, short_root(root))),
        }
    }

    fn label(&self, n: u64) -> Label<'_> {
        Label {
            code: &self.code,
            url: &self.url,
            to: &self.to,
            item: &self.goods,
            box_of: (n, self.packages),
            head: self
                .head
                .as_ref()
                .map(|(size, root)| (*size, root.as_str())),
        }
    }
}

/// The first label, as the page shows it.
pub fn first(w: Words, m: &TrackModel, ctx: &Ctx) -> Markup {
    let one = SheetModel::of(m, ctx, m.url.clone(), 1);
    label(w, &one.label(1))
}

/// `/t/CODE/label`.
pub fn view(ctx: &Ctx, m: &SheetModel) -> Markup {
    let w = ctx.words;
    let labels: Vec<Label<'_>> = (m.first..=m.last).map(|n| m.label(n)).collect();
    let href = format!("/t/{}", m.code);
    let body = html! {
        div.stack {
            (btn_script(ScriptAction::Print, Some(Icon::Print), &t!(w, "print")))
            p.noprint { (t!(w, "track-labels-how")) }
            (sheet(w, &labels))
            @if m.last < m.packages {
                (btn_link(&format!("{href}/label?page={}", m.last / LABELS_MAX + 1), None, &t!(w, "track-labels-more", n = m.packages - m.last), false))
            }
        }
    };
    let title = t!(w, "track-labels", code = m.code.clone());
    Shell::new(&title, Nav::Track)
        .width(Width::Wide)
        .back(Some(&href))
        .render(ctx, body)
}

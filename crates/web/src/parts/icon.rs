//! Line icons on a 24 px grid, from the sprite `assets/icons.svg`.

use maud::{Markup, html};

use crate::assets;

macro_rules! icons {
    ($($variant:ident $name:literal $doc:literal),* $(,)?) => {
        /// A picture of the sprite.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $(#[doc = $doc] $variant),* }

        impl Icon {
            /// Its name in the sprite, after `i-`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    };
}

icons! {
    Back "back" "An arrow to the page before.",
    Board "board" "The needs board.",
    Book "book" "The journal.",
    Box "box" "A consignment.",
    Camera "cam" "Take a photograph.",
    Chat "chat" "A room.",
    Clock "clock" "A time, something waiting.",
    Door "door" "Join or leave.",
    Down "down" "More below.",
    Edit "edit" "Change a text.",
    File "file" "A document.",
    Fork "fork" "Two journals where one should be.",
    Give "give" "A gift, a commitment.",
    Hand "hand" "A hand-over.",
    Key "key" "A recovery code, a second device.",
    Link "link" "An address.",
    List "list" "A shared list.",
    Lock "lock" "Not for everybody.",
    Minus "minus" "Less.",
    More "more" "Everything else.",
    Need "need" "A need.",
    Ok "ok" "Checked, confirmed.",
    Out "out" "Sign out.",
    Paste "paste" "Text to be read.",
    Pause "pause" "Paused.",
    People "people" "Members.",
    Phone "phone" "A call.",
    Pin "pin" "Pinned, a place.",
    Plus "plus" "More, new.",
    Print "print" "Print.",
    Qr "qr" "A QR code.",
    Send "send" "Send.",
    Share "share" "Share.",
    Truck "truck" "In transit, carrying.",
    Warn "warn" "Differs, overdue, over.",
    Close "x" "Close, no.",
}

/// An icon beside words. Alone it needs a spoken name on what holds it, as `layout::tap` has.
pub fn icon(picture: Icon) -> Markup {
    let href = format!("{}#i-{}", assets::url("icons.svg"), picture.name());
    html! { svg.i aria-hidden="true" { use href=(href) {} } }
}

//! A step from one node to another, and what it is called where.

/// Which steps of a node are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Those by which units leave it.
    From,
    /// Those by which they come to it.
    To,
}

impl Direction {
    /// Its place where something is kept for both.
    pub const fn place(self) -> usize {
        match self {
            Self::From => 0,
            Self::To => 1,
        }
    }

    /// For both, in this order, whether it is the other one.
    pub const fn is_other(self) -> [bool; 2] {
        match self {
            Self::From => [false, true],
            Self::To => [true, false],
        }
    }
}

/// What a step goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// An arc, from lot to need.
    Arc(u32),
    /// The way from the source to a lot.
    Lot(u32),
    /// The way from a need to the node of a class, by its place among all members.
    Member(u32),
}

/// Whether a unit can take a step, and how many more changes that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toll {
    /// It cannot.
    Closed,
    /// One change less: what was dropped is kept again.
    Less,
    /// None.
    Free,
    /// One more: what was kept is dropped.
    More,
}

impl Toll {
    /// What a unit changes along an arc that carries so much where the previous plan kept so much, and back.
    pub const fn of_arc(on: i64, kept: i64, capacity: i64) -> (Self, Self) {
        let along = if on < kept {
            Self::Less
        } else {
            Self::free_if(on < capacity)
        };
        let back = if on > kept {
            Self::Free
        } else if on > 0 {
            Self::More
        } else {
            Self::Closed
        };
        (along, back)
    }

    /// Free if it is open.
    pub const fn free_if(open: bool) -> Self {
        if open { Self::Free } else { Self::Closed }
    }

    const fn bits(self) -> u32 {
        match self {
            Self::Closed => 0,
            Self::Less => 1,
            Self::Free => 2,
            Self::More => 3,
        }
    }
}

/// The price of a closed step: far more than potentials make good, and small enough for them to be added.
pub const CLOSED: i16 = 15_000;

/// A node and a toll in one word. There are fewer than 2^23 nodes.
#[derive(Clone, Copy)]
pub struct Step(u32);

impl Step {
    /// To nowhere.
    pub const NONE: Self = Self(0);

    pub const fn new(node: u32, toll: Toll) -> Self {
        Self(node << 2 | toll.bits())
    }

    /// As much, to another node.
    pub const fn to(self, node: u32) -> Self {
        Self(node << 2 | self.0 & 3)
    }

    pub const fn node(self) -> u32 {
        self.0 >> 2
    }

    pub const fn is_open(self) -> bool {
        self.0 & 3 != 0
    }

    /// More changes by it; [`CLOSED`] when it is closed.
    pub const fn price(self) -> i16 {
        match self.changes() {
            None => CLOSED,
            Some(changes) => changes,
        }
    }

    /// More changes by it; none when it is closed.
    pub const fn changes(self) -> Option<i16> {
        match self.0 & 3 {
            0 => None,
            1 => Some(-1),
            2 => Some(0),
            _ => Some(1),
        }
    }
}

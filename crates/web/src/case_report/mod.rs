//! Case reports: the form that files one, the page of a day, tables, and the address for offices' own systems.

pub(crate) mod said;

//! Pages, API, live updates, words in two languages.

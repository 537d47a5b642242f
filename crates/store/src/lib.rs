//! Journal and vault on one transactional engine. Knows bytes, not needs.

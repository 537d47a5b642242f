//! Which network neighbour is at the other end: for limits alone. An address lives as long as its connection or
//! request; nothing here can be printed, stored or logged.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;

/// Hops looked at from the end of `X-Forwarded-For`: no chain of proxies is longer.
const HOPS_MAX: usize = 16;
/// Where proxies write whom they speak for.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The other end of a request's connection, as the server found it. No `Debug` on purpose.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

/// A network neighbour: an address of IPv4, or the 64 bits of IPv6 that one subscriber holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Neighbour(IpAddr);

impl Neighbour {
    /// The neighbour at an address.
    pub fn at(address: IpAddr) -> Neighbour {
        Neighbour(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
            v4 => v4,
        })
    }

    /// The address that stands for it.
    pub fn address(self) -> IpAddr {
        self.0
    }

    /// Whose a connection is: nobody's in particular when it comes from this machine or from a trusted proxy.
    pub fn of_connection(peer: IpAddr, trusted: &[IpAddr]) -> Option<Neighbour> {
        let peer = peer.to_canonical();
        (!peer.is_loopback() && !is_trusted(peer, trusted)).then(|| Neighbour::at(peer))
    }

    /// Who sent a request: the peer, or behind trusted proxies the last hop that is none of them. This machine
    /// itself is nobody in particular: what listens on it alone has no strangers to tell apart.
    pub fn of_request(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<Neighbour> {
        let peer = peer.to_canonical();
        if !is_trusted(peer, trusted) {
            return Neighbour::of_connection(peer, trusted);
        }
        // A hop that is no address was not written by a proxy of ours: all such senders count as one.
        let sender = hops(headers)
            .find(|hop| !hop.is_some_and(|address| is_trusted(address, trusted)))
            .flatten()
            .unwrap_or(peer);
        Some(Neighbour::at(sender))
    }
}

fn is_trusted(address: IpAddr, trusted: &[IpAddr]) -> bool {
    trusted
        .iter()
        .any(|proxy| proxy.to_canonical() == address.to_canonical())
}

/// The hops of a request, the last first; what is no address as `None`.
fn hops(headers: &HeaderMap) -> impl Iterator<Item = Option<IpAddr>> {
    headers
        .get_all(FORWARDED_FOR)
        .into_iter()
        .rev()
        .flat_map(|line| line.to_str().unwrap_or("?").rsplit(','))
        .take(HOPS_MAX)
        .map(|hop| address(hop.trim()))
}

/// Some proxies write the port as well.
fn address(hop: &str) -> Option<IpAddr> {
    let plain = hop.parse().ok();
    plain.or_else(|| {
        hop.parse::<SocketAddr>()
            .ok()
            .map(|with_port| with_port.ip())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn sender(peer: &str, forwarded: &[&str], trusted: &[&str]) -> Option<IpAddr> {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, line.parse().expect("a header"));
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|proxy| ip(proxy)).collect();
        Neighbour::of_request(ip(peer), &headers, &trusted).map(Neighbour::address)
    }

    #[test]
    fn strangers_cannot_say_who_they_are() {
        let spoofed = sender("192.0.2.7", &["198.51.100.1"], &["10.0.0.1"]);
        assert_eq!(spoofed, Some(ip("192.0.2.7")));
        assert_eq!(sender("127.0.0.1", &["198.51.100.1"], &[]), None);
    }

    #[test]
    fn a_proxy_says_who_the_last_stranger_is() {
        let proxies = ["10.0.0.1", "10.0.0.2"];
        let last = |lines: &[&str]| sender("10.0.0.1", lines, &proxies);
        assert_eq!(last(&["192.0.2.7"]), Some(ip("192.0.2.7")));
        assert_eq!(
            last(&["6.6.6.6, 192.0.2.7, 10.0.0.2"]),
            Some(ip("192.0.2.7"))
        );
        assert_eq!(last(&["6.6.6.6", "192.0.2.7:4433"]), Some(ip("192.0.2.7")));
        assert_eq!(last(&["192.0.2.7, unknown"]), Some(ip("10.0.0.1")));
        assert_eq!(last(&[]), Some(ip("10.0.0.1")));
        assert_eq!(
            sender("::ffff:10.0.0.1", &["192.0.2.7"], &proxies),
            Some(ip("192.0.2.7"))
        );
    }

    #[test]
    fn a_subscriber_of_ipv6_is_one_neighbour() {
        let one = sender("2001:db8:1:2::1", &[], &[]);
        assert_eq!(one, sender("2001:db8:1:2:ffff::9", &[], &[]));
        assert_ne!(one, sender("2001:db8:1:3::1", &[], &[]));
    }
}

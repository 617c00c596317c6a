//! Whose word about where a request comes from is believed: what `HEADWAY_TRUSTED_PROXIES` says, taken apart.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// The reverse proxies whose `X-Forwarded-For` is believed. From everybody else the header is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// All addresses that begin with the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    first: IpAddr,
    bits: u8,
}

/// A part of the setting that names no address and no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "HEADWAY_TRUSTED_PROXIES cannot be read at {0:?}; write the addresses or networks of your reverse proxies with commas \
     between them, such as 10.0.0.5, 10.1.0.0/16, or the word none"
)]
pub struct UnreadableProxies(String);

impl Default for TrustedProxies {
    /// This machine alone: who can connect from it can do worse than give a wrong address.
    fn default() -> Self {
        let own = Network { first: Ipv4Addr::LOCALHOST.into(), bits: 8 };
        Self(vec![own, Network { first: Ipv6Addr::LOCALHOST.into(), bits: 128 }])
    }
}

impl TrustedProxies {
    pub(crate) fn hold(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }
}

impl FromStr for TrustedProxies {
    type Err = UnreadableProxies;

    fn from_str(text: &str) -> Result<Self, UnreadableProxies> {
        if text.trim() == "none" {
            return Ok(Self(Vec::new()));
        }
        let network =
            |part: &str| Network::read(part.trim()).ok_or_else(|| UnreadableProxies(part.to_owned()));
        text.split(',').map(network).collect::<Result<_, _>>().map(Self)
    }
}

impl Network {
    /// `None` also for a network that is everybody: then anybody could say to be anybody.
    fn read(text: &str) -> Option<Self> {
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let first: IpAddr = address.parse().ok()?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Some(most), |bits| bits.parse().ok())?;
        (1 <= bits && bits <= most).then_some(Self { first, bits })
    }

    fn holds(self, address: IpAddr) -> bool {
        self.first.is_ipv4() == address.is_ipv4() && lead(self.first, self.bits) == lead(address, self.bits)
    }
}

/// The network of an address: its first bits, all others 0.
fn lead(address: IpAddr, bits: u8) -> u128 {
    let all = match address {
        IpAddr::V4(address) => u128::from(address.to_bits()) << 96,
        IpAddr::V6(address) => address.to_bits(),
    };
    all & u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0)
}

/// What one household or one server gets of the address space: an IPv4 address, or an IPv6 network of 64 bits, whose
/// owner can come from any of its addresses.
pub(crate) fn neighborhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(lead(address.into(), 64)).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{TrustedProxies, neighborhood};

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn only_the_named_addresses_and_networks_are_trusted() {
        let check = |setting: Option<&str>, address: &str, expected: bool| {
            let proxies =
                setting.map_or_else(TrustedProxies::default, |text| text.parse().expect("readable"));
            assert_eq!(proxies.hold(ip(address)), expected, "{address} under {setting:?}");
        };
        check(None, "127.0.0.1", true);
        check(None, "::1", true);
        check(None, "10.0.0.1", false);
        check(Some("none"), "127.0.0.1", false);
        check(Some("10.0.0.5"), "10.0.0.5", true);
        check(Some("10.0.0.5"), "10.0.0.6", false);
        check(Some("10.0.0.5"), "127.0.0.1", false);
        check(Some("192.0.2.1, 10.1.0.0/16"), "10.1.255.9", true);
        check(Some("192.0.2.1, 10.1.0.0/16"), "10.2.0.1", false);
        check(Some("2001:db8::/32"), "2001:db8:ffff::1", true);
        check(Some("2001:db8::/32"), "2001:db9::1", false);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_what_to_write() {
        for setting in
            ["", "proxy.example", "10.0.0.1;10.0.0.2", "10.0.0.0/33", "::/129", "10.0.0.1,", "0.0.0.0/0"]
        {
            let refused = setting.parse::<TrustedProxies>().expect_err(setting).to_string();
            assert!(
                refused.contains("HEADWAY_TRUSTED_PROXIES") && refused.contains("10.1.0.0/16"),
                "{refused}"
            );
        }
    }

    #[test]
    fn one_network_of_ipv6_is_one_neighbor() {
        assert_eq!(neighborhood(ip("2001:db8:1:2:aaaa::1")), neighborhood(ip("2001:db8:1:2:bbbb::9")));
        assert_ne!(neighborhood(ip("2001:db8:1:2::1")), neighborhood(ip("2001:db8:1:3::1")));
        assert_ne!(neighborhood(ip("192.0.2.1")), neighborhood(ip("192.0.2.2")));
        assert_eq!(neighborhood(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}

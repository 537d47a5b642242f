//! `tideover ties`: what ties the people of any list of links.

mod files;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;
use relief::ratio::Ratio;
use relief::ties::{Fault, Mixing, Ties, ties};
use serde_json::{Map, Value, json};

use crate::say;
use files::Network;

/// How many decimals of a fraction stand in JSON.
const DECIMALS: u32 = 12;

/// How many names a line for people shows.
const NAMES_SHOWN: usize = 20;

/// Of `ties`.
#[derive(Debug, Args)]
pub struct TiesOptions {
    /// Who helped whom: from, to, weight.
    #[arg(value_name = "EDGES.csv")]
    pub edges: PathBuf,
    /// People, those without links too: id and perhaps group. Whom only EDGES.csv names has no group.
    #[arg(long, value_name = "PEOPLE.csv")]
    pub people: Option<PathBuf>,
    /// Answer as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

/// Reads the files and answers.
pub fn run(options: &TiesOptions) -> Result<ExitCode> {
    let network = files::read(&options.edges, options.people.as_deref())?;
    let figures = ties(&network.groups(), &network.links).map_err(|fault| {
        let place = match fault {
            Fault::Nobody(at) | Fault::NoWeight(at) | Fault::TooHeavy(at) => {
                format!(", line {}", network.line(at))
            }
            Fault::TooManyPeople | Fault::TooManyLinks => String::new(),
        };
        let remedy = match (fault, network.decimals) {
            (Fault::TooHeavy(_), decimals @ 1..) => {
                format!(", counted in their last decimal of {decimals}: round them")
            }
            (Fault::TooHeavy(_), 0) => ": write them in a larger unit".to_owned(),
            _ => String::new(),
        };
        anyhow!("{}{place}: {fault}{remedy}", options.edges.display())
    })?;
    let answer = Answer {
        network: &network,
        figures: &figures,
    };
    Ok(say::answer(
        options.json,
        || answer.json(),
        || answer.summary(),
    ))
}

struct Answer<'a> {
    network: &'a Network,
    figures: &'a Ties<&'a str>,
}

impl Answer<'_> {
    fn json(&self) -> Value {
        let figures = self.figures;
        let mixing = figures.mixing.as_ref();
        let bridge = |(a, b): &(usize, usize)| [self.name(*a), self.name(*b)];
        json!({
            "people": figures.people,
            "unlisted": self.network.unlisted,
            "links": figures.links,
            "pairs": figures.pairs,
            "self_links": figures.self_links,
            "reciprocity": decimal(figures.reciprocity),
            "rho": decimal(figures.rho),
            "weighted_reciprocity": decimal(figures.weighted_reciprocity),
            "transitivity": decimal(figures.transitivity),
            "giant_share": decimal(figures.giant_share),
            "articulation": self.names(),
            "bridges": figures.bridges.iter().map(bridge).collect::<Vec<_>>(),
            "constraint": self.by_id(&figures.constraint, |one| {
                one.map_or(Value::Null, |one| say::number(&one.to_string()))
            }),
            "core": self.by_id(&figures.core, |core| json!(core)),
            "givers": figures.giving.givers,
            "gini": decimal(figures.giving.gini),
            "effective_number": decimal(figures.giving.effective_number),
            "bus_factor": figures.giving.bus_factor,
            "bonding": decimal(mixing.map(|mixing| mixing.bonding)),
            "bridging": decimal(mixing.map(|mixing| mixing.bridging)),
            "ungrouped": decimal(mixing.map(|mixing| mixing.ungrouped)),
            "external_internal": decimal(mixing.and_then(|mixing| mixing.external_internal)),
            "group_pairs": mixing.map(group_pairs),
        })
    }

    fn name(&self, person: usize) -> &str {
        self.network.name(person)
    }

    /// Those whose leaving cuts a part off.
    fn names(&self) -> Vec<&str> {
        let people = self.figures.articulation.iter();
        people.map(|person| self.name(*person)).collect()
    }

    fn by_id<T>(&self, values: &[T], json: impl Fn(&T) -> Value) -> Map<String, Value> {
        let values = values.iter().enumerate();
        values
            .map(|(person, value)| (self.name(person).to_owned(), json(value)))
            .collect()
    }

    fn summary(&self) -> String {
        let figures = self.figures;
        let giving = &figures.giving;
        let mut lines = vec![
            format!(
                "{} people, {} links between {} pairs",
                figures.people, figures.links, figures.pairs
            ),
            format!(
                "reciprocity {}, beyond chance (rho) {}, by weight {}",
                shown(figures.reciprocity),
                shown(figures.rho),
                shown(figures.weighted_reciprocity)
            ),
            format!(
                "transitivity {}, {} of the people are in the largest part",
                shown(figures.transitivity),
                shown(figures.giant_share)
            ),
            format!(
                "{} of {} people give; half of it comes from {}, effective number {}, Gini {}",
                giving.givers,
                giving.people,
                giving
                    .bus_factor
                    .map_or("nobody".to_owned(), |n| n.to_string()),
                shown(giving.effective_number),
                shown(giving.gini)
            ),
            format!("whose leaving cuts a part off: {}", self.cut_points()),
            format!("links that alone join two parts: {}", figures.bridges.len()),
        ];
        if let Some(mixing) = &figures.mixing {
            lines.push(format!(
                "within groups {}, between groups {} of the weight",
                shown(Some(mixing.bonding)),
                shown(Some(mixing.bridging))
            ));
            let apart = mixing
                .between
                .iter()
                .filter(|(_, share)| share.numerator() == 0);
            lines.extend(
                apart
                    .filter(|((one, other), _)| one != other)
                    .take(NAMES_SHOWN)
                    .map(|((one, other), _)| format!("  nothing joins {one} and {other}")),
            );
        }
        lines.join("\n")
    }

    fn cut_points(&self) -> String {
        let names = self.names();
        let first: Vec<&str> = names.iter().copied().take(NAMES_SHOWN).collect();
        match names.len().saturating_sub(first.len()) {
            0 if first.is_empty() => "nobody".to_owned(),
            0 => first.join(", "),
            more => format!("{} and {more} more", first.join(", ")),
        }
    }
}

/// The share of the weight by pair of groups.
fn group_pairs(mixing: &Mixing<&str>) -> Vec<Value> {
    let pairs = mixing.between.iter();
    pairs
        .map(
            |((one, other), share)| json!({"groups": [one, other], "share": decimal(Some(*share))}),
        )
        .collect()
}

fn decimal(ratio: Option<Ratio>) -> Value {
    ratio.map_or(Value::Null, |ratio| say::number(&ratio.decimal(DECIMALS)))
}

/// For people: four decimals.
fn shown(ratio: Option<Ratio>) -> String {
    ratio.map_or("not defined".to_owned(), |ratio| ratio.decimal(4))
}

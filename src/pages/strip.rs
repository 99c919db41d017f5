//! The head of every page: by whom, about which days, how confidential.

use super::words::say;
use super::{Logo, SiteInput};

/// The strip.
#[derive(Debug, Clone)]
pub(super) struct Strip {
    /// Printed at the foot too.
    pub(super) confidentiality: Option<String>,
    /// Path of the logo from the site's root.
    pub(super) logo: Option<String>,
    pub(super) language: String,
    /// Who made it, what data it is based on, how confidential it is.
    pub(super) facts: String,
}

/// The strip; `fact` says what data the page is based on.
pub(super) fn strip(input: &SiteInput<'_>, fact: String) -> Strip {
    let (words, brief) = (input.words, input.brief);
    let facts = [brief.prepared_by.clone(), Some(fact), brief.look.confidentiality.clone()];
    let facts = facts
        .into_iter()
        .flatten()
        .reduce(|start, next| say!(words, "page-fact-next", start = start, next = next));
    Strip {
        confidentiality: brief.look.confidentiality.clone(),
        logo: input.logo.as_ref().and_then(path),
        language: brief.language.clone(),
        facts: facts.unwrap_or_default(),
    }
}

/// The path of the logo in the site; `None` for what is not a picture.
pub(super) fn path(logo: &Logo<'_>) -> Option<String> {
    let (_, ending) = logo.name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    matches!(ending.as_str(), "svg" | "png" | "jpg" | "jpeg")
        .then(|| format!("assets/logo.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_become_logos() {
        let of = |name| path(&Logo { name, bytes: b"" });
        assert_eq!(of("brand/Logo.SVG").as_deref(), Some("assets/logo.svg"));
        assert_eq!([of("logo.html"), of("logo"), of("x.svg/../y")], [None, None, None]);
    }
}

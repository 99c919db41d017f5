//! The strip at the head of every page: for whom, by whom, about which days, how confidential.

use super::{Logo, SiteInput};

/// The strip.
#[derive(Debug, Clone)]
pub(super) struct Strip {
    pub(super) client: String,
    pub(super) prepared_by: Option<String>,
    pub(super) confidentiality: Option<String>,
    /// Path of the logo from the site's root.
    pub(super) logo: Option<String>,
    pub(super) language: String,
    /// (Name, value): the period and the like.
    pub(super) facts: Vec<(String, String)>,
}

/// The strip with these facts.
pub(super) fn strip(input: &SiteInput<'_>, facts: Vec<(String, String)>) -> Strip {
    let brief = input.brief;
    Strip {
        client: brief.client.clone(),
        prepared_by: brief.prepared_by.clone(),
        confidentiality: brief.look.confidentiality.clone(),
        logo: input.logo.as_ref().and_then(path),
        language: brief.language.clone(),
        facts,
    }
}

/// Where the logo stands in the site; `None` for what is no picture.
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

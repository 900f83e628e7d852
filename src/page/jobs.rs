//! Every page of a site as a job: where it stands and how it is made. Makes no page by itself.

use super::frame::Page;
use super::index::TopicKind;
use super::site::Site;
use super::{feeds, glance, glossary, handouts, home, index, lesson, portions};
use crate::audience::Audience;
use crate::curriculum::{Curriculum, LessonId, PassageId, Topic, UnitId};
use crate::format::Tell;
use crate::place;

/// One thing to render.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Job {
    Home,
    Unit(UnitId),
    Lesson(LessonId, Audience),
    Facilitators,
    Texts,
    Passage(PassageId),
    Topics(TopicKind),
    /// One topic of a kind, by its place in the list.
    Topic(TopicKind, usize),
    Glance,
    Glossary,
    Handouts(Audience),
    Search(Audience),
    Missing,
    /// An old address, by its place in the list.
    Moved(usize),
}

/// When a page was last touched, as its lesson says; empty for others.
pub(super) fn job_date(site: &Site<'_>, job: Job) -> String {
    match job {
        Job::Lesson(id, _) => feeds::date(site.curriculum.lesson(id)).unwrap_or_default().to_owned(),
        Job::Home
        | Job::Unit(_)
        | Job::Facilitators
        | Job::Texts
        | Job::Passage(_)
        | Job::Topics(..)
        | Job::Topic(..)
        | Job::Glance
        | Job::Glossary
        | Job::Handouts(_)
        | Job::Search(_)
        | Job::Missing
        | Job::Moved(..) => String::new(),
    }
}

/// Everything that a language's pages are made of, in order.
pub(super) fn jobs(site: &Site<'_>) -> Vec<Job> {
    let curriculum = site.curriculum;
    let mut jobs = vec![Job::Home, Job::Search(Audience::Participant)];
    jobs.extend((0..curriculum.units.len()).map(|index| Job::Unit(UnitId::new(index))));
    let lessons = || (0..curriculum.lessons.len()).map(LessonId::new);
    jobs.extend(lessons().map(|id| Job::Lesson(id, Audience::Participant)));
    if place::has_facilitators(curriculum) {
        jobs.push(Job::Facilitators);
        jobs.extend([Job::Handouts(Audience::Facilitator), Job::Search(Audience::Facilitator)]);
        jobs.extend(lessons().map(|id| Job::Lesson(id, Audience::Facilitator)));
    }
    jobs.extend([Job::Texts, Job::Glossary, Job::Handouts(Audience::Participant)]);
    jobs.extend((0..curriculum.passages.len()).map(|index| Job::Passage(PassageId::new(index))));
    if glance::any(site) {
        jobs.push(Job::Glance);
    }
    for (kind, list) in kinds(curriculum) {
        jobs.push(Job::Topics(kind));
        jobs.extend((0..list.len()).map(|at| Job::Topic(kind, at)));
    }
    if site.area.lang.is_empty() {
        jobs.push(Job::Missing);
        jobs.extend((0..curriculum.aliases.len()).map(Job::Moved));
    }
    jobs
}

/// The kinds of topics; tags only where somebody uses them.
pub(super) fn kinds(curriculum: &Curriculum) -> Vec<(TopicKind, &[Topic])> {
    let all = [
        (TopicKind("values"), curriculum.values.as_slice()),
        (TopicKind("skills"), curriculum.skills.as_slice()),
        (TopicKind("portions"), curriculum.portions.as_slice()),
        (TopicKind("tags"), curriculum.tags.as_slice()),
    ];
    let read = !curriculum.portions.is_empty() || !curriculum.haftarot.is_empty();
    all.into_iter().filter(|(kind, list)| !list.is_empty() || (*kind == TopicKind("portions") && read)).collect()
}

/// The topics of a kind.
fn topics(curriculum: &Curriculum, kind: TopicKind) -> &[Topic] {
    kinds(curriculum).into_iter().find(|(own, _)| *own == kind).map_or(&[], |(_, list)| list)
}

/// Where a page stands.
pub(super) fn job_path(site: &Site<'_>, job: Job) -> String {
    let curriculum = site.curriculum;
    let area = &site.area;
    match job {
        Job::Home => area.common(""),
        Job::Unit(id) => area.unit(&curriculum.unit(id).address),
        Job::Lesson(id, audience) => site.area_for(audience).lesson(curriculum.lesson(id)),
        Job::Facilitators => format!("{}index.html", site.closed.prefix()),
        Job::Texts => area.common("texts"),
        Job::Passage(id) => area.passage(&curriculum.passage(id).slug),
        Job::Topics(kind) => area.common(kind.0),
        Job::Topic(kind, at) => {
            topics(curriculum, kind).get(at).map_or_else(String::new, |topic| area.topic(kind.0, topic))
        }
        Job::Glance => area.common(glance::ADDRESS),
        Job::Glossary => area.common("glossary"),
        Job::Handouts(audience) => format!("{}handouts/index.html", site.area_for(audience).prefix()),
        Job::Search(audience) => format!("{}search/index.html", site.area_for(audience).prefix()),
        Job::Missing => "404.html".to_owned(),
        Job::Moved(at) => curriculum.aliases.get(at).map_or_else(String::new, |(path, _)| path.to_string()),
    }
}

/// Makes a page; `tell` is called with a lesson that was presented for it.
pub(super) fn job_page<'a>(site: &'a Site<'a>, job: Job, tell: &Tell<'_>) -> Page {
    let curriculum = site.curriculum;
    match job {
        Job::Home => home::home(site),
        Job::Unit(id) => home::unit(site, id),
        Job::Lesson(id, audience) => lesson::page(site, id, site.area_for(audience), tell),
        Job::Facilitators => home::facilitators(site),
        Job::Texts => index::texts(site),
        Job::Passage(id) => index::passage(site, id),
        Job::Topics(TopicKind("portions")) => portions::index(site),
        Job::Topics(kind) => index::topics(site, kind, topics(curriculum, kind)),
        Job::Topic(kind, at) => match topics(curriculum, kind).get(at) {
            Some(topic) => index::topic(site, kind, topic),
            None => Page::default(),
        },
        Job::Glance => glance::page(site),
        Job::Glossary => glossary::page(site),
        Job::Handouts(audience) => handouts::page(site, audience),
        Job::Search(audience) => home::search(site, audience),
        Job::Missing => home::plain(site, job_path(site, job), "404.html", "missing"),
        Job::Moved(at) => match curriculum.aliases.get(at) {
            Some((path, id)) => home::moved(site, path.as_str(), *id),
            None => Page::default(),
        },
    }
}

/// What a page owes to the base address and to other languages.
pub(super) fn finish(site: &Site<'_>, job: Job, page: &mut Page) {
    let config = &site.curriculum.config;
    if place::languages(site.curriculum).len() > 1 && !page.facilitator {
        page.alternates = alternates(site, page);
    }
    let Some(base) = config.base_url.as_ref().map(|base| base.value.as_str()) else { return };
    match job {
        Job::Missing => page.root = Some(format!("{base}/")),
        Job::Home => page.data = feeds::course(site, base),
        Job::Lesson(id, _) if !page.facilitator => {
            page.data = feeds::resource(site, base, site.curriculum.lesson(id), page);
        }
        Job::Moved(at) => {
            let to = site.curriculum.aliases.get(at).map(|(_, id)| site.area.lesson(site.curriculum.lesson(*id)));
            page.canonical = to.map(|to| feeds::full(base, &to)).unwrap_or_default();
        }
        Job::Lesson(..)
        | Job::Unit(_)
        | Job::Facilitators
        | Job::Texts
        | Job::Passage(_)
        | Job::Topics(..)
        | Job::Topic(..)
        | Job::Glance
        | Job::Glossary
        | Job::Handouts(_)
        | Job::Search(_) => {}
    }
    if !page.noindex {
        page.canonical = feeds::full(base, &page.path);
    }
}

fn alternates(site: &Site<'_>, page: &Page) -> Vec<(String, String)> {
    let Some(rest) = page
        .path
        .strip_prefix(site.area.lang.as_str())
        .filter(|_| page.template != "404.html" && page.template != "moved.html")
    else {
        return Vec::new();
    };
    let others = place::languages(site.curriculum).into_iter().filter(|lang| *lang != site.lang);
    others
        .map(|lang| {
            let area = place::area_of(site.curriculum, &lang, Audience::Participant);
            (lang, format!("{}{rest}", area.lang))
        })
        .collect()
}

//! The indexes of a site as files: for each language one for everybody, and the facilitators' beside it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::collect::{self, IndexItem};
use super::index::Index;
use super::write;
use crate::audience::Audience;
use crate::curriculum::{Curriculum, LessonId};
use crate::diag::Diagnostics;
use crate::direction::direction_of;
use crate::document::Presenter;
use crate::document::model::Lesson;
use crate::format::{Format, Of, Tell};
use crate::output::{Bytes, Output};
use crate::place;

/// What was gathered of a lesson, `None` where it is not to be found.
type GatheredLessons = BTreeMap<(String, bool), BTreeMap<LessonId, Option<IndexItem>>>;

/// The indexes as a format. In a whole build they are made of the lessons that were read; else each presents its own.
#[derive(Default)]
pub(crate) struct Indexes {
    made: OnceLock<Arc<Output>>,
    read: Mutex<GatheredLessons>,
}

impl Indexes {
    fn made(&self, curriculum: &Curriculum) -> &Arc<Output> {
        self.made.get_or_init(|| {
            let mut output = Output::default();
            make(curriculum, &mut output, &mut Diagnostics::default());
            Arc::new(output)
        })
    }

    /// The files of the indexes, which are made where a path leads into the folder of one.
    fn of_path(&self, curriculum: &Curriculum, path: &str) -> Option<&Arc<Output>> {
        let (folder, _) = path.rsplit_once('/')?;
        (folder.rsplit('/').next() == Some("search") && !path.ends_with(".html")).then(|| self.made(curriculum))
    }
}

impl Format for Indexes {
    fn paths(&self, of: &Of<'_>) -> Vec<String> {
        self.made(of.curriculum).paths()
    }

    fn has(&self, of: &Of<'_>, path: &str) -> bool {
        self.of_path(of.curriculum, path).is_some_and(|made| made.get(path).is_some())
    }

    fn file(&self, of: &Of<'_>, path: &str, _sink: &mut Diagnostics) -> Option<Bytes> {
        self.of_path(of.curriculum, path)?.get(path)?.here().cloned()
    }

    fn origin(&self, of: &Of<'_>, path: &str) -> Option<String> {
        Some(self.of_path(of.curriculum, path)?.get(path)?.origin.to_string())
    }

    fn read(&self, presenter: &Presenter<'_>, lesson: &Lesson<'_>) {
        let item = collect::of_lesson(presenter, lesson);
        let key = (presenter.lang.to_owned(), presenter.audience().sees(true));
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.entry(key).or_default().insert(lesson.id, item);
    }

    fn whole(&self, of: &Of<'_>, _tell: &Tell<'_>, out: &mut Output, sink: &mut Diagnostics) {
        let mut read = std::mem::take(&mut *self.read.lock().unwrap_or_else(PoisonError::into_inner));
        make_with(of.curriculum, &mut read, out, sink);
    }

    fn named_by_content(&self) -> Option<Arc<Output>> {
        self.made.get().map(Arc::clone)
    }
}

/// Adds the files of every index to the output: for each language one for everybody, and the facilitators' beside it.
pub fn make(curriculum: &Curriculum, out: &mut Output, sink: &mut Diagnostics) {
    make_with(curriculum, &mut GatheredLessons::new(), out, sink);
}

fn make_with(curriculum: &Curriculum, read: &mut GatheredLessons, out: &mut Output, sink: &mut Diagnostics) {
    for lang in place::languages(curriculum) {
        for audience in audiences(curriculum) {
            let area = place::area_of(curriculum, &lang, audience);
            let lessons = read.remove(&(lang.clone(), audience.sees(true)));
            let lessons = lessons.map(|lessons| lessons.into_values().flatten().collect());
            let index = Index::with_lessons(curriculum, &lang, audience, lessons);
            let folder = format!("{}search/", area.prefix());
            let around = direction_of(&lang, "");
            for (name, text) in write::files(index, &folder, around) {
                out.insert_at(&format!("{folder}{name}"), Bytes::from(text), "the search index", sink);
            }
        }
    }
}

/// Whom there is an index for.
fn audiences(curriculum: &Curriculum) -> Vec<Audience> {
    let mut audiences = vec![Audience::Participant];
    if place::has_facilitators(curriculum) {
        audiences.push(Audience::Facilitator);
    }
    audiences
}

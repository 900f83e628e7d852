//! All pages of a site as a format: rendered in parallel, and put into the output in order.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::demand::Pages;
use super::frame::Page;
use super::jobs::{finish, job_date, job_page, jobs};
use super::machines::{self, machine_files};
use crate::curriculum::Curriculum;
use crate::diag::{Diagnostic, Diagnostics};
use crate::format::{Format, Of, Tell};
use crate::output::{Blob, Bytes, MemoryBudget, Output, OutputFile};
use crate::place;

/// Bytes of pages that stay in memory until they are written, those of some six hundred lessons. What goes beyond lies on the spill, so
/// that the index, which is made while pages are held, has room beside them.
const HELD: usize = 32 * 1024 * 1024;

/// Every page, the feed, the map of the site and the note to robots.
pub(crate) struct SitePages {
    pages: Arc<Pages>,
    machines: OnceLock<Output>,
}

impl SitePages {
    pub(crate) fn new(pages: Arc<Pages>) -> SitePages {
        SitePages { pages, machines: OnceLock::new() }
    }

    /// The feed, the map of the site and the note to robots. The map is made from all pages.
    fn machines(&self, curriculum: &Curriculum) -> &Output {
        self.machines.get_or_init(|| {
            let mut output = Output::default();
            for (path, text, origin) in self.pages.for_machines(curriculum) {
                output.insert_at(path, text, &origin, &mut Diagnostics::default());
            }
            output
        })
    }

    fn machine_file(&self, curriculum: &Curriculum, path: &str) -> Option<&OutputFile> {
        machines::is_one(path).then(|| self.machines(curriculum).get(path))?
    }
}

impl Format for SitePages {
    fn paths(&self, of: &Of<'_>) -> Vec<String> {
        let pages = self.pages.paths().map(str::to_owned);
        pages.chain(self.machines(of.curriculum).paths()).collect()
    }

    fn has(&self, of: &Of<'_>, path: &str) -> bool {
        self.pages.has(path) || self.machine_file(of.curriculum, path).is_some()
    }

    fn file(&self, of: &Of<'_>, path: &str, sink: &mut Diagnostics) -> Option<Bytes> {
        match self.pages.make(of.curriculum, path) {
            Some(Ok((html, _))) => Some(html.into()),
            Some(Err(mistakes)) => {
                mistakes.into_iter().for_each(|mistake| sink.push(mistake));
                Some(Vec::new().into())
            }
            None => self.machine_file(of.curriculum, path)?.here().cloned(),
        }
    }

    fn origin(&self, of: &Of<'_>, path: &str) -> Option<String> {
        match self.pages.make(of.curriculum, path) {
            Some(made) => made.ok().map(|(_, origin)| origin),
            None => self.machine_file(of.curriculum, path).map(|made| made.origin.to_string()),
        }
    }

    fn whole(&self, of: &Of<'_>, tell: &Tell<'_>, out: &mut Output, sink: &mut Diagnostics) {
        let mut index = Vec::new();
        let budget = MemoryBudget::new(HELD, &of.options.spill);
        for at in 0..self.pages.languages() {
            index.extend(language_pages(&self.pages, of.curriculum, at, tell, &budget, out, sink));
        }
        for (path, text) in machine_files(of.curriculum, &index) {
            out.insert_at(path, text, &machines::origin(path), sink);
        }
    }
}

/// Renders a language's pages in parallel and adds them in order. Gives back the paths and dates for the map of the site.
fn language_pages(
    pages: &Pages,
    curriculum: &Curriculum,
    at: usize,
    tell: &Tell<'_>,
    budget: &MemoryBudget<'_>,
    out: &mut Output,
    sink: &mut Diagnostics,
) -> Vec<(String, String)> {
    let Some((site, frame)) = pages.of_language(curriculum, at) else { return Vec::new() };
    let site = &site;
    let jobs = jobs(site);
    let rendered: Vec<(Page, Result<Blob, Vec<Diagnostic>>)> = jobs
        .par_iter()
        .map(|job| {
            let mut page = job_page(site, *job, tell);
            finish(site, *job, &mut page);
            let html = frame.render(&mut page).map(|html| budget.store(html.into_bytes()));
            let Page { path, template, noindex, origin, .. } = page;
            (Page { path, template, noindex, origin, ..Page::default() }, html)
        })
        .collect();
    let mut index = Vec::new();
    let mut told: Vec<Diagnostic> = Vec::new();
    for (job, (page, html)) in jobs.iter().zip(rendered) {
        match (html, place::vpath(&page.path)) {
            (Ok(html), Some(path)) => out.insert(path, html, page.origin.as_str(), sink),
            (Err(mistakes), _) => {
                let new: Vec<Diagnostic> = mistakes.into_iter().filter(|mistake| !told.contains(mistake)).collect();
                told.extend(new);
            }
            (Ok(_), None) => {}
        }
        if !page.noindex {
            index.push((page.path, job_date(site, *job)));
        }
    }
    told.into_iter().for_each(|mistake| sink.push(mistake));
    index
}

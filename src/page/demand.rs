//! Pages made one by one, when somebody asks for them: the same bytes as a build gives.
//!
//! Knows every path before a page is made. Holds nothing of the curriculum but places in its lists, so that it stays good
//! for one whose lessons have other words (`curriculum::LinkState`). Keeps no page.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rayon::prelude::*;

use super::common::Common;
use super::frame::{Assets, Frame};
use super::jobs::{Job, finish, job_date, job_page, job_path, jobs};
use super::machines::{self, machine_files};
use super::site::Site;
use crate::curriculum::Curriculum;
use crate::diag::{Diagnostic, Diagnostics, make};
use crate::options::Options;
use crate::theme::Theme;

/// Every page of a site by its path.
pub(crate) struct Pages {
    common: Common,
    table: BTreeMap<String, (usize, Job)>,
    /// Pages whose path another has.
    second: Vec<(String, usize, Job)>,
}

/// A page that was made: its bytes and what it was made from; or what is wrong with its template.
pub(crate) type Made = Result<(String, String), Vec<Diagnostic>>;

impl Pages {
    /// Reads templates and words, and finds every path. `None` where the templates cannot be read.
    pub(crate) fn new(
        curriculum: &Curriculum,
        theme: &Theme,
        assets: &Assets,
        options: &Options,
        sink: &mut Diagnostics,
    ) -> Option<Pages> {
        let common = Common::new(curriculum, theme, assets, options, sink)?;
        let mut pages = Pages { common, table: BTreeMap::new(), second: Vec::new() };
        for at in 0..pages.common.locales.len() {
            let listed: Vec<(String, Job)> = {
                let Some(site) = pages.site(curriculum, at) else { continue };
                jobs(&site).into_iter().map(|job| (job_path(&site, job), job)).collect()
            };
            for (path, job) in listed {
                match pages.table.entry(path) {
                    Entry::Vacant(entry) => drop(entry.insert((at, job))),
                    Entry::Occupied(entry) => pages.second.push((entry.key().clone(), at, job)),
                }
            }
        }
        Some(pages)
    }

    /// Whether the table is right for a curriculum whose lessons have other words and the same faces: whether there is
    /// something to see at a glance depends on agendas.
    pub(crate) fn fits(&self, curriculum: &Curriculum) -> bool {
        (0..self.common.locales.len()).filter_map(|at| self.site(curriculum, at)).all(|site| {
            let path = site.area.common(super::glance::ADDRESS);
            super::glance::any(&site) == self.table.contains_key(&path)
        })
    }

    /// Whether there is a page at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.table.contains_key(path)
    }

    /// The paths of all pages.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(String::as_str)
    }

    /// Makes the page at a path.
    pub(crate) fn make(&self, curriculum: &Curriculum, path: &str) -> Option<Made> {
        let &(at, job) = self.table.get(path)?;
        self.render(curriculum, at, job)
    }

    /// Reports pages that would stand at one path with other bytes than one another, as a build does.
    pub(crate) fn clashes(&self, curriculum: &Curriculum, sink: &mut Diagnostics) {
        for (path, at, job) in &self.second {
            let first = self.make(curriculum, path);
            let second = self.render(curriculum, *at, *job);
            if let (Some(Ok((one, first))), Some(Ok((other, second)))) = (first, second)
                && one != other
            {
                sink.push(make::path_taken(path, &first, &second));
            }
        }
    }

    /// The feed, the map of the site and the note to robots: path, text, and what it is. The map asks of every page whether it
    /// wants to be listed, so that all are made for it.
    pub(crate) fn for_machines(&self, curriculum: &Curriculum) -> Vec<(&'static str, String, String)> {
        if curriculum.config.base_url.is_none() {
            return Vec::new();
        }
        let index = (0..self.common.locales.len()).filter_map(|at| self.site(curriculum, at)).flat_map(|site| {
            let listed = jobs(&site).into_par_iter().filter_map(|job| {
                let page = job_page(&site, job, &|_, _| {});
                (!page.noindex).then(|| (page.path, job_date(&site, job)))
            });
            listed.collect::<Vec<_>>()
        });
        let index: Vec<(String, String)> = index.collect();
        let files = machine_files(curriculum, &index).into_iter();
        files.map(|(path, text)| (path, text, machines::origin(path))).collect()
    }

    /// How many languages there are pages in.
    pub(super) fn languages(&self) -> usize {
        self.common.locales.len()
    }

    /// The pages of a language, by its place among them, and their templates.
    pub(super) fn of_language<'a>(&'a self, curriculum: &'a Curriculum, at: usize) -> Option<(Site<'a>, &'a Frame)> {
        let locale = self.common.locales.get(at)?;
        Some((self.common.site(curriculum, locale), &locale.frame))
    }

    fn site<'a>(&'a self, curriculum: &'a Curriculum, at: usize) -> Option<Site<'a>> {
        Some(self.of_language(curriculum, at)?.0)
    }

    fn render(&self, curriculum: &Curriculum, at: usize, job: Job) -> Option<Made> {
        let (site, frame) = self.of_language(curriculum, at)?;
        let mut page = job_page(&site, job, &|_, _| {});
        finish(&site, job, &mut page);
        Some(frame.render(&mut page).map(|html| (html, page.origin)))
    }
}

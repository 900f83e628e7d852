//! `daf serve`: what is said while the site is served.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use super::args::{MessageFormat, Serve};
use super::build;
use super::cache::cache;
use super::clock::{date, today};
use super::console::{Console, counted, line_of, many};
use super::content::folder;
use super::workers::workers;
use crate::diag::Diagnostics;
use crate::serve::{Editor, Event, Settings, Shutdown, serve as run};
use crate::{Options, fs};

/// Serves until Ctrl-C.
pub(crate) fn serve(typed: &Serve, console: &Console) -> Result<ExitCode, fs::Error> {
    build::threads(typed.jobs);
    let content = folder(typed.folder.dir.as_deref());
    let full = std::path::absolute(&content).unwrap_or_else(|_| content.clone());
    let named = typed.editor.clone().or_else(|| std::env::var("DAF_EDITOR").ok()).unwrap_or_default();
    let editor = match Editor::new(&named, &full) {
        Ok(editor) => editor,
        Err(wrong) => {
            console.say(&format!("daf: {wrong}"));
            return Ok(ExitCode::from(2));
        }
    };
    if let Some(host) = typed.host.filter(|host| !host.is_loopback()) {
        console.say(&format!(
            "daf: warning: at {host} others in the network can read the site, facilitators' pages among it"
        ));
    }
    let options = Options {
        drafts: typed.drafts,
        no_handouts: typed.no_handouts,
        date: date(),
        today: Some(today()),
        cache: cache(),
        workers: workers(),
        ..Options::default()
    };
    let settings = Settings {
        folder: content.clone(),
        host: typed.host,
        port: typed.port,
        allowed_hosts: typed.allow_host.clone(),
        navigate: typed.navigate,
        editor,
        poll: typed.poll,
        options,
    };
    let (console, opens) = (*console, typed.open);
    match run(settings, move |told| say(&told, &console, &content, opens)) {
        Ok(Shutdown::Interrupted) => Ok(ExitCode::from(130)),
        Ok(Shutdown::Terminated) => Ok(ExitCode::from(143)),
        Err(refused) => {
            console.say(&format!("daf: {refused}"));
            Ok(ExitCode::from(2))
        }
    }
}

fn say(told: &Event<'_>, console: &Console, content: &Path, opens: bool) {
    match told {
        Event::Serving { address } => {
            console.tell(&format!("daf: {} is served; each save shows at once; Ctrl-C ends it", line_of(content)));
            if let Err(lost) = console.result(&format!("{address}\n")) {
                // Nobody learns where the site is. Nothing of it is on the disk, so that the end may come here.
                let _ = console.report_error(&lost);
                std::process::exit(2);
            }
            if opens {
                build::open(Path::new(address), console);
            }
        }
        Event::Built { files, time, diagnostics, new, sources } => {
            console.mistakes(new, sources, content, MessageFormat::Human);
            console.tell(&format!("daf: {}", built(*files, *time, diagnostics)));
        }
        Event::Mistakes { diagnostics, sources } => {
            console.mistakes(diagnostics, sources, content, MessageFormat::Human);
        }
        Event::Trouble(why) => console.say(&format!("daf: {why}; the last good pages are shown")),
        Event::Polling(why) => console
            .say(&format!("daf: the folder cannot be watched ({why}); it is looked through twice a second instead")),
    }
}

/// `3 files changed; built in 0.04 s; 1 warning`.
fn built(files: usize, time: Duration, diagnostics: &Diagnostics) -> String {
    let files = if files == 0 { String::new() } else { format!("{} changed; ", many(files, "file")) };
    let counted = counted(diagnostics);
    let mistakes = if counted.is_empty() { String::new() } else { format!("; {counted}") };
    let old = if diagnostics.has_errors() { "; the last good pages are shown" } else { "" };
    format!("{files}built in {:.2} s{mistakes}{old}", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_says_what_happened() {
        let none = Diagnostics::default();
        assert_eq!(built(3, Duration::from_millis(41), &none), "3 files changed; built in 0.04 s");
        assert_eq!(built(0, Duration::from_millis(1234), &none), "built in 1.23 s");
    }
}

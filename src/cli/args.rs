//! What was typed: the commands and their flags, as the argument parser reads them. Decides nothing.

use std::path::PathBuf;

use clap::builder::TypedValueParser as _;
use clap::{Args, Parser, Subcommand, ValueEnum};

#[cfg(feature = "pdf")]
use crate::hebrew::DivineName;
use crate::limits;
use crate::scaffold::ScaffoldKind;
#[cfg(feature = "pdf")]
use crate::syntax::lesson::{Answers, Booklet, Layout, Paper, SheetKind, TextsShown};

/// A static site and printable handouts from a folder of Markdown lessons, for trainings grounded in Jewish texts.
#[derive(Debug, Parser)]
#[command(
    name = "daf",
    version,
    about,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  daf init my-training\n  daf build\n  daf check --strict\n  daf help build\n\nDIR is the folder that holds daf.yaml, or the one around it; every command takes it as `-C DIR`, and those that name nothing else as\na word of its own. Without it, it is the nearest one upwards, else ./content. Options may stand before and after other words.\nExit codes: 0 done, 1 mistakes in the\ncontent, 2 usage or the outside world, 130 interrupted."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The folder that holds `daf.yaml` (or the one around it), from wherever you stand.
    #[arg(short = 'C', long = "dir", global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Say nothing but mistakes.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more: what was read, what was kept from before, how long each part took.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorArg,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begin a curriculum: a small one that builds, in English and Hebrew.
    Init(Init),
    /// Add a lesson, a unit, a text or a packet, with notes on what may stand in it.
    New(New),
    /// Build the site and the handouts.
    Build(Build),
    /// Show the site in the browser while it is written, each save at once.
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Report every mistake, and what would make lessons better; with `--fix`, mend what is sure.
    Check(Check),
    /// Print the sheets of lessons and packets as one PDF.
    #[cfg(feature = "pdf")]
    Print(Print),
    /// Plan an evening or a day by the clock, and make it fit.
    Agenda(AgendaArgs),
    /// Read one citation: what it means, in English and Hebrew.
    Cite(Cite),
    /// Search the curriculum, with the same ranking as on the site.
    Search(Search),
    /// List what the curriculum holds.
    List(ListArgs),
    /// Show what daf understood of one lesson, text, unit, term or packet.
    Inspect(Inspect),
    /// Tell more about a mistake, by the code in its message.
    Explain(Explain),
    /// Tell an editor which fields there are: JSON Schema for front matter, daf.yaml, the glossary and packets.
    Schema(Schema),
    /// Which themes there are; copy a file of one to make it your own, and see what changed since.
    Theme(Theme),
    /// Write completions for a shell.
    Completions(Completions),
    /// Write manual pages.
    Man(Man),
    /// Run templates for another daf, which speaks to it.
    #[command(hide = true)]
    Worker,
}

impl Command {
    /// Takes the folder that `-C` names to where the command looks for it.
    ///
    /// # Errors
    /// Where another folder is named as well.
    pub(crate) fn stand_in(&mut self, root: Option<PathBuf>) -> Result<(), String> {
        let Some(root) = root else { return Ok(()) };
        let place = match self {
            Command::Init(typed) => &mut typed.dir,
            Command::New(typed) => &mut typed.dir,
            Command::Build(typed) => &mut typed.folder.dir,
            #[cfg(feature = "serve")]
            Command::Serve(typed) => &mut typed.folder.dir,
            Command::Check(typed) => &mut typed.dir,
            #[cfg(feature = "pdf")]
            Command::Print(typed) => &mut typed.dir,
            Command::Agenda(typed) => &mut typed.dir,
            Command::Search(typed) => &mut typed.dir,
            Command::List(typed) => &mut typed.folder.dir,
            Command::Inspect(typed) => &mut typed.dir,
            Command::Theme(typed) => &mut typed.dir,
            // These look into no curriculum.
            Command::Cite(_)
            | Command::Explain(_)
            | Command::Schema(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::Worker => {
                return Ok(());
            }
        };
        match place {
            Some(other) => Err(format!(
                "the folder is named twice, as `-C {}` and as `{}`; leave one of them out",
                crate::safe::line(&root.display().to_string()),
                crate::safe::line(&other.display().to_string())
            )),
            None => {
                *place = Some(root);
                Ok(())
            }
        }
    }

    /// Whether it goes on until somebody stops it, and sees to that itself.
    pub(crate) fn runs_until_stopped(&self) -> bool {
        #[cfg(feature = "serve")]
        return matches!(self, Command::Serve(_));
        #[cfg(not(feature = "serve"))]
        false
    }
}

/// Which curriculum.
#[derive(Debug, Args)]
pub(crate) struct FolderArg {
    /// The folder that holds `daf.yaml`, as `-C` names it too; otherwise the nearest one upwards, else `./content`.
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}

/// `daf init`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf init my-training\n  daf init --title \"Learning to Organize\"\n\nIt writes `content/` with a unit of two lessons (one of them in Hebrew too), a text, a glossary, a packet, and what an editor of YAML needs. Nothing that is there is written over, and nothing is asked."
)]
pub(crate) struct Init {
    /// The folder, made where it is not there [default: this one].
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// What the curriculum is called [default: after the folder].
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
}

/// `daf new`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf new unit power\n  daf new lesson power/mapping-power\n  daf new lesson 02-power/04-mapping --title \"Mapping Power\"\n  daf new text prisoner --title \"A prisoner does not free himself\"\n  daf new text \"Exodus 22:20\"\n  daf new lesson power/mapping-power.es\n  daf new packet first-evening\n\nA lesson or unit whose name ends in a language (`.es`) begins its translation. A text may be named by its reference. A lesson or unit without a number has the next free one. A file of your own in `archetypes/` (lesson.md, unit.md, text.md, packet.yaml) takes the place of daf's; in it {{title}}, {{id}}, {{ref}}, {{date}}, {{folder}}, {{lesson}} (the first lesson's id) and {{schema}} are filled in. Nothing that is there is written over; the title is asked for on a terminal only."
)]
pub(crate) struct New {
    /// What.
    #[arg(value_name = "KIND", value_parser = kinds_of_files())]
    pub(crate) kind: ScaffoldKind,
    /// Where: a name, or the folder of a unit and a name, in the curriculum.
    #[arg(value_name = "PATH")]
    pub(crate) path: String,
    /// The title [default: after the name].
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
    /// The folder that `-C` names.
    #[arg(skip)]
    pub(crate) dir: Option<PathBuf>,
}

/// The kinds of files that can be added, by their names.
fn kinds_of_files() -> impl clap::builder::TypedValueParser<Value = ScaffoldKind> {
    clap::builder::PossibleValuesParser::new(ScaffoldKind::ALL.map(ScaffoldKind::word)).map(|typed| {
        let known = ScaffoldKind::ALL.into_iter().find(|kind| kind.word() == typed);
        known.unwrap_or(ScaffoldKind::Lesson)
    })
}

/// `daf build`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf build\n  daf build content -o public --base-url https://example.org/training\n  daf build --drafts --no-handouts --open\n  daf build --strict --format github\n\nNothing is written where there is an error. Only files that daf wrote, and nobody changed since, are ever removed."
)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) folder: FolderArg,
    /// Where the site goes [default: `public` beside the folder].
    #[arg(short, long, value_name = "DIR", alias = "output-dir", alias = "destination")]
    pub(crate) output: Option<PathBuf>,
    /// The address the site will have, for what needs absolute addresses: sitemap, feed, link previews.
    #[arg(short = 'u', long, value_name = "URL", alias = "baseURL", value_parser = base_url)]
    pub(crate) base_url: Option<String>,
    /// Build drafts too.
    #[arg(short = 'D', long, alias = "buildDrafts")]
    pub(crate) drafts: bool,
    /// Take warnings for errors.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Make no PDFs.
    #[arg(long)]
    pub(crate) no_handouts: bool,
    /// Set every PDF again, and keep none for the next build.
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// A shipped theme's name, or a theme's folder.
    #[arg(long, value_name = "THEME")]
    pub(crate) theme: Option<String>,
    /// Open the site in the browser.
    #[arg(long)]
    pub(crate) open: bool,
    /// How many threads to use [default: one for each processor].
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=i64::from(limits::THREADS)))]
    pub(crate) jobs: Option<u32>,
    /// The form of messages.
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub(crate) format: MessageFormat,
}

/// `daf serve`.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf serve --open\n  daf serve content --drafts --navigate\n  daf serve --editor vscode\n  daf serve --port 0 --no-handouts\n\nThe site is built in memory and nothing is written. A page shows a save at once and keeps your place; a page with a mistake stays as it was last, with the mistake over it. Sheets for paper are made when you ask for them. Ctrl-C ends it.\n\nOnly programs on this computer can reach the server. To show the site to a tablet in the same network, name this computer's address there: daf serve --host 192.168.0.5"
)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) folder: FolderArg,
    /// The port to listen at; 0 for any that is free.
    #[arg(short, long, value_name = "PORT", default_value_t = crate::serve::PORT)]
    pub(crate) port: u16,
    /// Open the site in the browser.
    #[arg(short = 'O', long)]
    pub(crate) open: bool,
    /// Show drafts too.
    #[arg(short = 'D', long, alias = "buildDrafts")]
    pub(crate) drafts: bool,
    /// Let the browser go to the page of the file that was just saved.
    #[arg(short = 'N', long, alias = "navigateToChanged")]
    pub(crate) navigate: bool,
    /// Make no PDFs.
    #[arg(long)]
    pub(crate) no_handouts: bool,
    /// The editor that mistakes in the page link to: vscode, vscodium, cursor, zed, idea, sublime, none, or a template such as
    /// `mine://{path}:{line}:{column}` [default: $DAF_EDITOR, else none]. The links tell where the folder stands on this
    /// computer; without them no page does.
    #[arg(long, value_name = "EDITOR")]
    pub(crate) editor: Option<String>,
    /// The address to listen at, in place of this computer's own. Others in the network can then read the site, drafts and
    /// facilitators' pages among it.
    #[arg(long, value_name = "ADDRESS", alias = "bind")]
    pub(crate) host: Option<std::net::IpAddr>,
    /// A name by which the server may be called, beside its addresses; again for each.
    #[arg(long, value_name = "NAME", value_parser = host_name)]
    pub(crate) allow_host: Vec<String>,
    /// Look through the folder twice a second, where the system does not tell of changes: network drives, some containers.
    #[arg(long)]
    pub(crate) poll: bool,
    /// How many threads to use [default: one for each processor].
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=i64::from(limits::THREADS)))]
    pub(crate) jobs: Option<u32>,
}

/// The address of a site, as `base_url` in `daf.yaml` may be.
fn base_url(typed: &str) -> Result<String, String> {
    crate::syntax::base_url(typed).map_err(|_| {
        "an address that begins with `https://` and ends with its path, such as https://example.org/training".to_owned()
    })
}

/// A name as names are compared: a shell may give the letters of a file's name in parts.
fn named(typed: &str) -> Result<String, std::convert::Infallible> {
    Ok(crate::source::same_name(typed).into_owned())
}

/// A host's name, in lower case.
#[cfg(feature = "serve")]
fn host_name(typed: &str) -> Result<String, String> {
    if crate::serve::guard::is_name(typed) {
        Ok(typed.to_ascii_lowercase())
    } else {
        Err("a name alone, such as tablet.local, without http://, port or path".to_owned())
    }
}

/// `daf check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf check\n  daf check content --strict\n  daf check content/02-power/01-what-power-is.md\n  daf check --fix\n  daf check --fix --yes content/02-power\n  daf check --strict --format short\n  daf check --external\n\nIt tells all that a build would, and looks at how lessons teach: breaks, openings and closings, time for prompts, debriefs, objectives, credits and licences, terms, links.\n\n  error    the site cannot be made while it stands; the command ends with code 1\n  warning  the site is made, and something in it is most likely wrong; with --strict it counts as an error\n  note     advice that may be wrong here; it never stops anything\n\nEach message has a code in brackets. `daf explain long-stretch` tells more of it, `daf explain` lists them all. What does not fit your curriculum is turned off in daf.yaml, or made more or less of (error, warning, note, off):\n\n  diagnostics:\n    long-stretch: off\n    yes-no-prompt: warning\n\nWith --fix it mends what can be mended without asking what was meant: a name with a typing mistake, minutes that do not add up, tabs, missing quotation marks. First it shows every line as it is and as it would be, and then asks."
)]
pub(crate) struct Check {
    /// A folder that holds `daf.yaml`; or files and folders in one, which alone are told of then, though all is read. A draft that is
    /// named is looked at. Otherwise the nearest curriculum upwards, else `./content`.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The folder that `-C` names.
    #[arg(skip)]
    pub(crate) dir: Option<PathBuf>,
    /// Check drafts too.
    #[arg(short = 'D', long)]
    pub(crate) drafts: bool,
    /// Take warnings for errors (notes never are).
    #[arg(long)]
    pub(crate) strict: bool,
    /// Mend what is sure, when it was shown and you say yes.
    #[arg(long)]
    pub(crate) fix: bool,
    /// Mend without asking.
    #[arg(short, long, requires = "fix")]
    pub(crate) yes: bool,
    /// Ask for every address on the web that a lesson leads to. Nothing else uses the network.
    #[cfg(feature = "external")]
    #[arg(long)]
    pub(crate) external: bool,
    /// With `--external`: ask in private networks too, for a curriculum that lives on an intranet.
    #[cfg(feature = "external")]
    #[arg(long, requires = "external")]
    pub(crate) allow_private: bool,
    /// With `--external`: ask again for what was found out within a day.
    #[cfg(feature = "external")]
    #[arg(long, requires = "external")]
    pub(crate) no_cache: bool,
    /// The form of messages.
    #[arg(long, value_name = "FORM", default_value = "human")]
    pub(crate) format: MessageFormat,
}

/// The form of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the lines they are about.
    Human,
    /// One line each.
    Short,
    /// One JSON object a line; `fix` holds a title and edits (file, bytes, lines, text) where daf can mend it by itself.
    Json,
    /// Notes beside the lines of a change, in a workflow on GitHub.
    Github,
    /// A SARIF document, for code scanning.
    Sarif,
}

impl MessageFormat {
    /// Whether a program reads it.
    pub(crate) fn is_for_programs(self) -> bool {
        matches!(self, MessageFormat::Json | MessageFormat::Github | MessageFormat::Sarif)
    }
}

/// `daf print`.
#[cfg(feature = "pdf")]
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf print one-to-ones\n  daf print one-to-ones --kind cards --paper a4\n  daf print what-power-is --kind source-sheet --layout daf\n  daf print what-power-is --kind wall --tiles 2x2\n  daf print one-to-ones --participants 24\n  daf print one-to-ones turn-it --kind all -o tonight/\n  daf print --kind workbook -o workbook.pdf"
)]
pub(crate) struct Print {
    /// Ids or files of lessons and packets; none for the whole curriculum.
    #[arg(value_name = "LESSON|PACKET", value_parser = named)]
    pub(crate) items: Vec<String>,
    /// The folder that `-C` names.
    #[arg(skip)]
    pub(crate) dir: Option<PathBuf>,
    /// Which sheet of a lesson; `all` for each that there is, in a folder [default: participant; with `--participants`, all].
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub(crate) kind: Option<String>,
    /// The paper [default: the curriculum's].
    #[arg(long, value_name = "PAPER", value_parser = word_of(Paper::ALL, Paper::word))]
    pub(crate) paper: Option<String>,
    /// Larger type, for those who need it.
    #[arg(long)]
    pub(crate) large: bool,
    /// No tints, thinner rules.
    #[arg(long)]
    pub(crate) ink_saver: bool,
    /// Without vowels (and cantillation).
    #[arg(long)]
    pub(crate) no_vowels: bool,
    /// With cantillation.
    #[arg(long)]
    pub(crate) cantillation: bool,
    /// Without the Hebrew in Latin letters.
    #[arg(long)]
    pub(crate) no_transliteration: bool,
    /// How the divine names are printed.
    #[arg(long, value_name = "WAY", value_parser = word_of(DivineName::ALL, DivineName::word))]
    pub(crate) divine_name: Option<String>,
    /// Which languages of a text.
    #[arg(long, value_name = "WHICH", value_parser = word_of(TextsShown::ALL, TextsShown::word))]
    pub(crate) texts: Option<String>,
    /// The layout of texts that ask for none of their own.
    #[arg(long, value_name = "LAYOUT", value_parser = word_of(Layout::ALL, Layout::word))]
    pub(crate) layout: Option<String>,
    /// Pages of half the size, in the order in which they are folded and stapled [bound: auto].
    #[arg(long, value_name = "BOUND", num_args = 0..=1, default_missing_value = "auto", value_parser = word_of(Booklet::ALL, Booklet::word))]
    pub(crate) booklet: Option<String>,
    /// Where a facilitator's guide has the answers.
    #[arg(long, value_name = "WHERE", value_parser = word_of(Answers::ALL, Answers::word))]
    pub(crate) answers: Option<String>,
    /// Wall sheets put together from so many pages, such as 2x2.
    #[arg(long, value_name = "ACROSSxDOWN", default_value = "1x1", value_parser = tiles)]
    pub(crate) tiles: [u32; 2],
    /// Every sheet that a session with so many people needs, in a folder, with a list of what to print and how many.
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(limits::PEOPLE)))]
    pub(crate) participants: Option<u32>,
    /// Copies of what each participant has, where it is another number: pairs that share, some to spare.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(limits::PEOPLE)))]
    pub(crate) copies: Option<u32>,
    /// Print drafts too.
    #[arg(short = 'D', long)]
    pub(crate) drafts: bool,
    /// The file to write, or a folder (one that is there, or a name with `/` at its end) for a file each [default: the
    /// first id].
    #[arg(short, long, value_name = "FILE|FOLDER")]
    pub(crate) output: Option<PathBuf>,
}

/// One of the words that a writer types for the same.
#[cfg(feature = "pdf")]
fn word_of<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> clap::builder::PossibleValuesParser {
    all.iter().map(|&one| word(one)).collect::<Vec<_>>().into()
}

/// The word for every sheet that a lesson has.
#[cfg(feature = "pdf")]
pub(crate) const EVERY: &str = "all";

/// The kinds of sheets, and all of them.
#[cfg(feature = "pdf")]
fn kinds() -> clap::builder::PossibleValuesParser {
    let words = SheetKind::ALL.iter().map(|kind| kind.word()).chain([EVERY]);
    words.collect::<Vec<_>>().into()
}

/// `2x3` as pages across and down.
#[cfg(feature = "pdf")]
fn tiles(typed: &str) -> Result<[u32; 2], String> {
    let number = |part: &str| part.trim().parse::<u32>().ok().filter(|number| (1..=6).contains(number));
    let pair = typed.split_once(['x', 'X', '×']).and_then(|(across, down)| Some([number(across)?, number(down)?]));
    pair.ok_or_else(|| "pages across and down, from 1x1 to 6x6".to_owned())
}

/// `daf agenda`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf agenda one-to-ones --start 18:30\n  daf agenda one-to-ones --start 6:30pm --end 8pm --participants 24\n  daf agenda one-to-ones power-map --start 9:00 --break 15 --date 2026-11-26\n  daf agenda one-to-ones+20 power-map daughters@14:00 --start 9:00 --end 16:00\n  daf agenda one-to-ones --start 18:30 -o tonight.md\n  daf agenda one-to-ones --start 18:30 --lang he\n  daf agenda one-to-ones --start 18:30 --tz Asia/Jerusalem -o tonight.ics\n\nSegments take the upper end of their minutes. Where the whole does not fit before the end, ranges take their lower ends first, then shorter ways (`:::variant{for=short minutes=12}`), and then what is `core=false` is cut, in the order of `cut=1`, `cut=2`. What gave way is told. A calendar holds titles and times only, so that it can be sent to everybody."
)]
pub(crate) struct AgendaArgs {
    /// Ids or files of lessons in their order; `ID@14:00` starts at that time, `ID+20` has a break of 20 minutes after it. The
    /// curriculum's folder may stand before them.
    #[arg(required = true, value_name = "LESSON", value_parser = named)]
    pub(crate) items: Vec<String>,
    /// The folder that `-C` names.
    #[arg(skip)]
    pub(crate) dir: Option<PathBuf>,
    /// When the first lesson starts: 18:30, 18.30, 1830, 6:30pm.
    #[arg(short, long, value_name = "TIME")]
    pub(crate) start: Option<String>,
    /// When all has to end; what does not fit gives way. After midnight is the next day.
    #[arg(short, long, value_name = "TIME")]
    pub(crate) end: Option<String>,
    /// The day [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<String>,
    /// How many people come [default: the lesson's `group_size`].
    #[arg(short = 'n', long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(limits::PEOPLE)))]
    pub(crate) participants: Option<u32>,
    /// The break between two lessons, in minutes.
    #[arg(long = "break", value_name = "MINUTES", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=1440))]
    pub(crate) pause: u32,
    /// The language [default: the curriculum's].
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,
    /// The form [default: by the name of the file, else text].
    #[arg(long, value_name = "FORM")]
    pub(crate) format: Option<AgendaForm>,
    /// The place whose clock a calendar's times are by, such as `Asia/Jerusalem` [default: wherever it is opened].
    #[arg(long, value_name = "PLACE")]
    pub(crate) tz: Option<String>,
    /// Plan drafts too.
    #[arg(short = 'D', long)]
    pub(crate) drafts: bool,
    /// The file to write [default: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// The forms of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AgendaForm {
    /// Lines.
    Text,
    /// Markdown.
    Md,
    /// A table for a spreadsheet.
    Csv,
    /// A calendar file (iCalendar).
    Ics,
}

/// `daf cite`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf cite \"Avot 2:16\"\n  daf cite \"ברכות ה ע״ב\" \"Rambam, Hilkhot Teshuvah 2:1\"\n  daf cite \"Avot 2:16\" --json\n  daf cite --json - < references.txt"
)]
pub(crate) struct Cite {
    /// Citations, in English or Hebrew, each in quotation marks; `-` reads them from standard input, one a line.
    #[arg(required = true, value_name = "REF")]
    pub(crate) reference: Vec<String>,
    /// Write a JSON object a line.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `daf search`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf search chavruta\n  daf search \"Avot 5:22\"\n  daf search --json \"הפוך בה\"\n  daf search power --only \"unit=Power and Action\" --only minutes=31–60\n\nWords in quotation marks stand together; a word after a minus must not be there: daf search -- power -map"
)]
pub(crate) struct Search {
    /// What to look for, in any spelling.
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// The folder that `-C` names.
    #[arg(skip)]
    pub(crate) dir: Option<PathBuf>,
    /// Search the facilitator's words too.
    #[arg(long)]
    pub(crate) facilitator: bool,
    /// Only lessons of this `unit`, `value`, `category`, `minutes` or `level`; again for each.
    #[arg(long, value_name = "NAME=CHOICE")]
    pub(crate) only: Vec<String>,
    /// At most so many pages.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `daf list`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf list lessons\n  daf list texts --json\n  daf list files content\n  daf list notes\n\nNotes are what writers leave for one another between `<!--` and `-->`; no reader is shown them.\n\nWith --json it is one list of objects; keys are only ever added. Each has an `id`, and a `title`, `ref` or `term`."
)]
pub(crate) struct ListArgs {
    /// What to list.
    pub(crate) what: ListKind,
    #[command(flatten)]
    pub(crate) folder: FolderArg,
    /// List drafts too.
    #[arg(short = 'D', long)]
    pub(crate) drafts: bool,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListKind {
    Lessons,
    Texts,
    Terms,
    Packets,
    Units,
    Values,
    Files,
    /// Editors' notes, `<!-- … -->`, with their files and lines.
    Notes,
}

/// `daf inspect`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf inspect content/01-power/02-one-to-ones.md\n  daf inspect one-to-ones --json\n  daf inspect public/power/one-to-ones/index.html\n\nOf a lesson it shows the address, pages and sheets that come of it, its agenda, texts with their citations, every link and where\nit leads, which lessons it needs and which need it, and what is wrong with it. Drafts are shown too."
)]
pub(crate) struct Inspect {
    /// A file of the curriculum, a page of the site, or an id.
    #[arg(value_name = "PATH|ID")]
    pub(crate) what: String,
    /// The folder that `-C` names.
    #[arg(skip)]
    pub(crate) dir: Option<PathBuf>,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `daf explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  daf explain broken-link\n  daf explain")]
pub(crate) struct Explain {
    /// The code of a message, such as `unknown-field`; without it, all codes are listed.
    pub(crate) code: Option<String>,
}

/// `daf schema`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf schema\n  daf schema lesson\n  daf schema -o .daf/schema\n\nAn editor of YAML reads the first line of a file, such as\n  # yaml-language-server: $schema=.daf/schema/config.json\nand then completes fields, tells what they mean, and marks what daf would refuse. `daf init` sets all of it up."
)]
pub(crate) struct Schema {
    /// Which file; without it they are listed, or all are written.
    #[arg(value_name = "KIND", value_parser = crate::schema::FILES.iter().map(|file| file.name).collect::<Vec<_>>())]
    pub(crate) kind: Option<String>,
    /// Write into this folder, a file each.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<std::path::PathBuf>,
}

/// `daf theme`.
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:\n  daf theme list\n  daf theme copy blocks/prompt.html\n  daf theme diff\n\nA file in the curriculum's `theme/` stands in the place of the shipped one of the same name; a copied one begins with a line\nthat says from which version of daf it is."
)]
pub(crate) struct Theme {
    #[command(subcommand)]
    pub(crate) task: ThemeTask,
    /// The curriculum's folder, which `-C` names.
    #[arg(skip)]
    pub(crate) dir: Option<PathBuf>,
}

/// What is done with themes.
#[derive(Debug, Subcommand)]
pub(crate) enum ThemeTask {
    /// List the themes, the files of the one in use, and which of them the curriculum has its own of.
    List {
        /// Write JSON.
        #[arg(long)]
        json: bool,
    },
    /// Copy shipped files into `theme/`, to be changed there.
    Copy {
        /// Files as `daf theme list` names them; `templates/` may be left out.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
    },
    /// Show what changed in daf since files were copied. Ends with 1 where something did.
    Diff {
        /// Files of `theme/`; all of them without it. One that is named is compared in any case.
        #[arg(value_name = "FILE")]
        files: Vec<String>,
    },
}

/// `daf completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf completions bash > ~/.local/share/bash-completion/completions/daf\n  daf completions zsh > ~/.zfunc/_daf\n  daf completions fish > ~/.config/fish/completions/daf.fish\n  daf completions powershell >> $PROFILE"
)]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

/// `daf man`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  daf man | man -l -\n  daf man build | man -l -\n  daf man -o ~/.local/share/man/man1"
)]
pub(crate) struct Man {
    /// The command whose page it is; without it, the page of daf itself.
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
    /// Write every page into this folder.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

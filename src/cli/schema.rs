//! `daf schema`: what editors are told of the files that writers type.

use std::process::ExitCode;

use super::args::Schema;
use super::console::{Console, line_of};
use crate::fs;
use crate::schema::{FILES, File, schema};

/// Prints a schema, writes one or all of them into a folder, or lists them.
pub(crate) fn print(typed: &Schema, console: &Console) -> Result<ExitCode, fs::Error> {
    let named = typed.kind.as_deref();
    let wanted: Vec<&File> = FILES.iter().filter(|file| named.is_none_or(|name| name == file.name)).collect();
    match (&typed.output, wanted.as_slice()) {
        (Some(folder), _) => {
            for file in &wanted {
                let to = folder.join(format!("{}.json", file.name));
                fs::write_file(&to, schema(file).as_bytes())?;
                console.tell(&format!("daf: wrote {}", line_of(&to)));
            }
        }
        (None, [only]) => console.write(&schema(only))?,
        (None, _) => {
            let list: String = FILES.iter().map(|file| format!("{:<12} {}\n", file.name, file.about)).collect();
            console.write(&list)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

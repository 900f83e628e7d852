//! What a server is asked for.

use std::net::IpAddr;
use std::path::PathBuf;

use super::editor::Editor;
use crate::Options;

/// What a server is asked for.
pub struct Settings {
    /// The curriculum's folder.
    pub folder: PathBuf,
    /// The address to listen at, in place of the loopback addresses.
    pub host: Option<IpAddr>,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Other names that the server answers to.
    pub allowed_hosts: Vec<String>,
    /// Whether the browser goes to the page that was edited.
    pub navigate: bool,
    /// The editor that mistakes link to.
    pub editor: Option<Editor>,
    /// Whether the folder is looked through again and again, where the system does not tell of changes.
    pub poll: bool,
    /// What the site is built with.
    pub options: Options,
}

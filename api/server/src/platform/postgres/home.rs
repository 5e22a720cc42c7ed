//! The folder of a cluster, and the account its server runs as. Everything here blocks: call it off the runtime.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

use super::Error;

/// The longest path a Unix socket can have: 107 bytes on Linux, 103 on macOS.
const LONGEST_SOCKET_PATH: usize = 103;

/// Where clusters go when this program is root and the account of the server cannot enter the data folder.
const SYSTEM_FOLDER: &str = "/var/lib/youju";

/// Who runs the server. PostgreSQL refuses to run as root, so root hands it to another account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Account {
    uid: u32,
    gid: u32,
    /// Whether this program is root and has to change to the account.
    switch: bool,
}

impl Account {
    /// The account of this program or, for root, `postgres` where it exists and else `nobody`.
    pub(super) fn for_server() -> Result<Self, Error> {
        let uid = ask_id(&["-u"])?;
        if uid != 0 {
            return Ok(Self { uid, gid: ask_id(&["-g"])?, switch: false });
        }
        let name = if ask_id(&["-u", "postgres"]).is_ok() { "postgres" } else { "nobody" };
        Ok(Self { uid: ask_id(&["-u", name])?, gid: ask_id(&["-g", name])?, switch: true })
    }

    /// A command that runs as this account, away from the caller's folder and PostgreSQL settings.
    pub(super) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").stdin(Stdio::null());
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
            command.env_remove(name);
        }
        if self.switch {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    fn can_enter(self, folder: &Path) -> bool {
        let asked = self.command(Path::new("test")).arg("-x").arg(folder).status();
        asked.is_ok_and(|status| status.success())
    }

    fn give(self, path: &Path) -> io::Result<()> {
        if self.switch { chown(path, Some(self.uid), Some(self.gid)) } else { Ok(()) }
    }

    /// Makes a private folder, or checks that the one there is private and its own: `/tmp` is everybody's.
    fn private_folder(self, path: &Path) -> Result<(), Error> {
        match fs::DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => self.give(path).map_err(Error::at(path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let there = fs::symlink_metadata(path).map_err(Error::at(path))?;
                if there.is_dir() && there.uid() == self.uid && there.permissions().mode() & 0o077 == 0 {
                    Ok(())
                } else {
                    Err(Error::Owner { path: path.to_owned(), uid: there.uid() })
                }
            }
            Err(error) => Err(Error::at(path)(error)),
        }
    }

    /// Makes a private folder that was not there before.
    fn new_folder(self, parent: &Path, name: &str) -> Result<PathBuf, Error> {
        for n in 1..1000_u32 {
            let path = parent.join(format!("{name}-{n}"));
            match fs::DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => {
                    self.give(&path).map_err(Error::at(&path))?;
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::at(&path)(error)),
            }
        }
        Err(Error::at(parent)(io::ErrorKind::AlreadyExists.into()))
    }
}

fn ask_id(arguments: &[&str]) -> Result<u32, Error> {
    let asked = Command::new("id").args(arguments).output().map_err(Error::at(Path::new("id")))?;
    let answer = String::from_utf8_lossy(&asked.stdout);
    answer.trim().parse().map_err(|_| Error::Command {
        what: format!("id {}", arguments.join(" ")),
        said: String::from_utf8_lossy(&asked.stderr).trim().to_owned(),
    })
}

/// The folder of one cluster: the cluster itself, its socket, its log and the pipe that its users hold.
#[derive(Clone, Debug)]
pub(super) struct Home {
    folder: PathBuf,
    socket: PathBuf,
    account: Account,
}

impl Home {
    /// `postgres` in the data folder; made when it is not there. Where the server's account cannot enter the
    /// data folder (root's own home, say) it is a link to a folder under `/var/lib/youju`.
    pub(super) fn in_data_folder(data_dir: &Path) -> Result<Self, Error> {
        fs::create_dir_all(data_dir).map_err(Error::at(data_dir))?;
        let data_dir = fs::canonicalize(data_dir).map_err(Error::at(data_dir))?;
        let link = data_dir.join("postgres");
        let account = Account::for_server()?;
        let (folder, account) = match fs::metadata(&link) {
            Ok(there) => Self::existing(&link, &there, account)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Self::made(&data_dir, &link, account)?, account),
            Err(error) => return Err(Error::at(&link)(error)),
        };
        if !account.can_enter(&folder) {
            return Err(Error::Unreachable { path: folder, uid: account.uid });
        }
        Ok(Self::at(folder, account))
    }

    /// A cluster is run by whoever owns it, so that root can start what an ordinary user made.
    fn existing(link: &Path, there: &fs::Metadata, account: Account) -> Result<(PathBuf, Account), Error> {
        let folder = fs::canonicalize(link).map_err(Error::at(link))?;
        if account.switch && there.uid() == 0 {
            account.give(&folder).map_err(Error::at(&folder))?;
            return Ok((folder, account));
        }
        if !account.switch && there.uid() != account.uid {
            return Err(Error::Owner { path: folder, uid: there.uid() });
        }
        let owner = Account { uid: there.uid(), gid: there.gid(), ..account };
        Ok((folder, owner))
    }

    fn made(data_dir: &Path, link: &Path, account: Account) -> Result<PathBuf, Error> {
        if fs::symlink_metadata(link).is_ok() {
            // It leads nowhere: what it named was removed.
            fs::remove_file(link).map_err(Error::at(link))?;
        }
        if account.can_enter(data_dir) {
            account.private_folder(link)?;
            return Ok(link.to_owned());
        }
        let system = Path::new(SYSTEM_FOLDER);
        fs::DirBuilder::new().recursive(true).mode(0o755).create(system).map_err(Error::at(system))?;
        let folder = account.new_folder(system, &short_hash(data_dir))?;
        symlink(&folder, link).map_err(Error::at(link))?;
        tracing::info!(folder = %folder.display(), "the database is kept here: its account cannot enter the data folder");
        Ok(folder)
    }

    /// A new folder for a cluster that is thrown away.
    pub(super) fn temporary(parent: &Path) -> Result<Self, Error> {
        let account = Account::for_server()?;
        let folder = account.new_folder(parent, &format!("youju-{}", std::process::id()))?;
        Ok(Self::at(folder, account))
    }

    /// The folder of this account's shared temporary clusters, and those that are in it.
    pub(super) fn shared() -> Result<(PathBuf, Vec<Self>), Error> {
        let account = Account::for_server()?;
        let parent = PathBuf::from(format!("/tmp/youju-tests-{}", account.uid));
        account.private_folder(&parent)?;
        let entries = fs::read_dir(&parent).map_err(Error::at(&parent))?;
        let homes = entries.filter_map(Result::ok).map(|entry| Self::at(entry.path(), account)).collect();
        Ok((parent, homes))
    }

    fn at(folder: PathBuf, account: Account) -> Self {
        let mut socket = folder.join("socket");
        if socket.as_os_str().len() + "/.s.PGSQL.5432".len() > LONGEST_SOCKET_PATH {
            socket = PathBuf::from(format!("/tmp/youju-{}-{}", account.uid, short_hash(&folder)));
        }
        Self { folder, socket, account }
    }

    pub(super) fn make_socket_folder(&self) -> Result<(), Error> {
        self.account.private_folder(&self.socket)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn cluster(&self) -> PathBuf {
        self.folder.join("cluster")
    }

    pub(super) fn socket(&self) -> &Path {
        &self.socket
    }

    /// The named pipe that every program which uses the server holds open.
    pub(super) fn hold(&self) -> PathBuf {
        self.folder.join("hold")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    pub(super) fn account(&self) -> Account {
        self.account
    }

    /// The version of the cluster; `None` before `initdb`.
    pub(super) fn cluster_major(&self) -> Option<u32> {
        fs::read_to_string(self.cluster().join("PG_VERSION")).ok()?.trim().parse().ok()
    }

    /// Opens the log to append to it. One that grew large is put aside first.
    pub(super) fn open_log(&self) -> Result<(File, u64), Error> {
        const LARGE: u64 = 16 << 20;
        let path = self.log();
        if fs::metadata(&path).is_ok_and(|there| there.len() > LARGE) {
            fs::rename(&path, self.folder.join("log.old")).map_err(Error::at(&path))?;
        }
        let log = File::options().create(true).append(true).mode(0o600).open(&path).map_err(Error::at(&path))?;
        self.account.give(&path).map_err(Error::at(&path))?;
        let length = log.metadata().map_err(Error::at(&path))?.len();
        Ok((log, length))
    }

    /// `initdb` into a folder of its own, renamed when it is whole: a program killed meanwhile leaves no half cluster.
    pub(super) fn init_cluster(&self, initdb: &Path, durable: bool) -> Result<(), Error> {
        let entries = fs::read_dir(&self.folder).map_err(Error::at(&self.folder))?;
        for left in
            entries.filter_map(Result::ok).filter(|entry| entry.file_name().to_string_lossy().starts_with("new-"))
        {
            fs::remove_dir_all(left.path()).map_err(Error::at(&left.path()))?;
        }
        let new = self.folder.join(format!("new-{}", std::process::id()));
        let mut command = self.account.command(initdb);
        command.arg("--pgdata").arg(&new);
        // Only who may enter the socket's folder can connect, and nobody from the network.
        command.args(["--username=postgres", "--auth-local=trust", "--auth-host=reject"]);
        command.args(["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]);
        if !durable {
            command.arg("--no-sync");
        }
        run(command, "initdb")?;
        fs::rename(&new, self.cluster()).map_err(Error::at(&new))
    }

    /// Makes the named pipe when it is not there.
    pub(super) fn make_hold(&self) -> Result<(), Error> {
        if self.hold().exists() {
            return Ok(());
        }
        let mut command = self.account.command(Path::new("mkfifo"));
        command.args(["-m", "600"]).arg(self.hold());
        run(command, "mkfifo")
    }

    /// Removes lock files that name a process which is not this cluster's server: after a power cut or in a
    /// restarted container the number may be somebody else's, and PostgreSQL would refuse to start.
    pub(super) fn forget_dead_server(&self) -> Result<(), Error> {
        for lock in [self.cluster().join("postmaster.pid"), self.socket.join(".s.PGSQL.5432.lock")] {
            if let Some(pid) = first_number(&lock).filter(|pid| !self.is_served_by(*pid)) {
                tracing::warn!(pid, file = %lock.display(), "the database was not shut down; it recovers now");
                fs::remove_file(&lock).map_err(Error::at(&lock))?;
            }
        }
        Ok(())
    }

    /// Where processes cannot be looked at (no `/proc`), PostgreSQL's own judgement stands.
    fn is_served_by(&self, pid: u32) -> bool {
        if !Path::new("/proc/self/cmdline").exists() {
            return true;
        }
        let command_line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&command_line).contains(self.cluster().to_string_lossy().as_ref())
    }

    /// Only one program at a time may look after the cluster; the lock ends with the file, so with the program.
    pub(super) fn lock(folder: &Path) -> Result<File, Error> {
        let file = File::open(folder).map_err(Error::at(folder))?;
        file.lock().map_err(Error::at(folder))?;
        Ok(file)
    }
}

/// Runs a command to its end; a failure carries what it said.
pub(super) fn run(mut command: Command, what: &str) -> Result<(), Error> {
    let failed = |said: String| Error::Command { what: what.to_owned(), said };
    let answer = command.output().map_err(|error| failed(error.to_string()))?;
    if answer.status.success() {
        return Ok(());
    }
    let said = [answer.stderr, answer.stdout].map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
    Err(failed(said.join("\n").trim().to_owned()))
}

fn first_number(path: &Path) -> Option<u32> {
    fs::read_to_string(path).ok()?.lines().next()?.trim().parse().ok()
}

fn short_hash(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    hex::encode(&digest[..6])
}

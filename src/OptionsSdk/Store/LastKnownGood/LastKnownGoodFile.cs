using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Store.LastKnownGood;

/// <summary>
/// The two generations of a last-known-good file. Every write goes to a file of its own in the same folder, is flushed to the disk and
/// takes the place of the old one in one step: whoever reads, and whatever fails, there is always a whole file. Processes may share it.
/// Not safe for concurrent use.
/// </summary>
internal sealed class LastKnownGoodFile
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan AgeOfLeftovers = TimeSpan.FromHours(1);

    private readonly string _path;
    private readonly string _folder;
    private readonly string _namespace;
    private readonly TimeProvider _time;
    private bool _areLeftoversGone;

    public LastKnownGoodFile(string path, string ns, TimeProvider time)
    {
        _path = Path.GetFullPath(path);
        _folder = Path.GetDirectoryName(_path) ?? throw new ArgumentException("The path names no file.", nameof(path));
        _namespace = ns;
        _time = time;
    }

    /// <summary>The newest generation.</summary>
    public string FullPath => _path;

    /// <summary>The generation before.</summary>
    public string PreviousPath => _path + ".previous";

    /// <summary>Makes the file that is written before it takes the place of another; for tests that let disks be full.</summary>
    internal Func<string, Stream> CreateTemporary { get; init; } = CreateOwn;

    /// <summary>Reads and verifies a generation.</summary>
    /// <returns>Its content, or <see langword="null"/> if there is no such file.</returns>
    /// <exception cref="InvalidDataException">It must not be used; the message is a clause that says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public LastKnownGoodContent? Read(string path)
    {
        try
        {
            return ReadExisting(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Saves an image unless the file holds it already.</summary>
    /// <param name="image">What may be kept of a confirmed image.</param>
    /// <param name="schemaHash">Identifies the declarations that chose the rows.</param>
    /// <param name="isCredential">Says which rows of older generations must not be kept any longer.</param>
    /// <param name="contradicted">
    /// A position that the file was found at before the image was confirmed: if the file is still there and ahead, it is of another history.
    /// </param>
    /// <returns>What came of it, and where the file stands if that is ahead.</returns>
    /// <exception cref="InvalidDataException">The folder is not safe, or the image is too large.</exception>
    /// <exception cref="IOException">The file cannot be written; both generations are as they were.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written; both generations are as they were.</exception>
    public (LastKnownGoodSaveOutcome Outcome, StorePosition? Ahead) Save(
        StoreImage image, string schemaHash, Func<string, bool> isCredential, StorePosition? contradicted)
    {
        PrepareFolder();
        var current = TryRead(_path);
        if (current is not null)
        {
            if (current.SchemaHash == schemaHash && StoreImageComparison.AreEqual(current.Image, image))
            {
                return (LastKnownGoodSaveOutcome.Unchanged, null);
            }

            var stood = current.Image.Position;
            if (stood >= image.Position && stood != image.Position && stood != contradicted)
            {
                return (LastKnownGoodSaveOutcome.Ahead, stood);
            }
        }

        var isKept = current is not null && MayBePrevious(current, image.Position, isCredential);
        using var next = WriteTemporary(LastKnownGoodFormat.Write(_namespace, image, schemaHash, _time.GetUtcNow().UtcDateTime));
        if (isKept)
        {
            // A copy, not the file itself: there is no moment without a newest generation.
            using var previous = WriteTemporary(current!.Bytes.Span);
            previous.TakePlaceOf(PreviousPath);
        }

        next.TakePlaceOf(_path);
        if (!isKept)
        {
            DiscardPreviousUnlessGood(image.Position, isCredential);
        }

        return (LastKnownGoodSaveOutcome.Saved, null);
    }

    private static bool MayBePrevious(LastKnownGoodContent content, StorePosition position, Func<string, bool> isCredential) =>
        content.Image.Position.Epoch == position.Epoch
        && content.Image.Position < position
        && !content.Image.Rows.Keys.Any(isCredential);

    private LastKnownGoodContent ReadExisting(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsWindows())
        {
            UnixPermissions.RequireSafeFolder(_folder);
            UnixPermissions.RequireSafeFile(path, stream.SafeFileHandle);
        }

        if (stream.Length > LastKnownGoodFormat.MaximumFileBytes)
        {
            throw LastKnownGoodFormat.TooLarge();
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return LastKnownGoodFormat.Read(_namespace, bytes);
    }

    private void DiscardPreviousUnlessGood(StorePosition position, Func<string, bool> isCredential)
    {
        if (File.Exists(PreviousPath) && (TryRead(PreviousPath) is not { } previous || !MayBePrevious(previous, position, isCredential)))
        {
            File.Delete(PreviousPath);
        }
    }

    private void PrepareFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            if (!Directory.Exists(_folder))
            {
                Directory.CreateDirectory(_folder, FolderMode);
            }

            UnixPermissions.RequireSafeFolder(_folder);
        }

        if (!_areLeftoversGone)
        {
            _areLeftoversGone = true;
            DeleteLeftovers();
        }
    }

    // A process that was killed while it wrote leaves its file; a young one may be another process' that is writing right now.
    private void DeleteLeftovers()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, Path.GetFileName(_path) + ".*" + TemporaryFile.Extension))
        {
            if (_time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) > AgeOfLeftovers)
            {
                File.Delete(path);
            }
        }
    }

    private LastKnownGoodContent? TryRead(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // What cannot be used is there to be replaced.
            return null;
        }
    }

    private TemporaryFile WriteTemporary(ReadOnlySpan<byte> bytes)
    {
        var file = new TemporaryFile(_path + "." + Guid.NewGuid().ToString("N") + TemporaryFile.Extension);
        try
        {
            using var stream = CreateTemporary(file.Path);
            stream.Write(bytes);
            if (stream is FileStream onDisk)
            {
                onDisk.Flush(flushToDisk: true);
            }
            else
            {
                stream.Flush();
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes it.")]
    private static FileStream CreateOwn(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    /// <summary>A file on its way to its place, gone when disposed before.</summary>
    private sealed class TemporaryFile(string path) : IDisposable
    {
        public const string Extension = ".tmp";

        private bool _isInPlace;

        public string Path => path;

        public void TakePlaceOf(string other)
        {
            File.Move(path, other, overwrite: true);
            _isInPlace = true;
        }

        public void Dispose()
        {
            if (_isInPlace)
            {
                return;
            }

            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Why it could not be written is what the caller has to hear of; a later start deletes the file.
            }
        }
    }
}

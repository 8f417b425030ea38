namespace OptionsSdk.Tests.Store.LastKnownGood;

/// <summary>Makes files as a disk with little room does: everything beyond it fails, in the middle of a write or when it is flushed.</summary>
internal sealed class FullDisk
{
    /// <summary>The bytes that are left; <see langword="null"/> for a disk with room.</summary>
    public long? Room { get; set; }

    /// <summary>Whether writes are buffered, so that only the flush fails.</summary>
    public bool FailsOnFlush { get; set; }

    public int FilesMade { get; private set; }

    public Stream Create(string path)
    {
        FilesMade++;
        return new File(this, path);
    }

    private sealed class File(FullDisk disk, string path) : MemoryStream
    {
        private readonly FileStream _file = new(path, FileMode.CreateNew);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!disk.FailsOnFlush)
            {
                Store(buffer);
                return;
            }

            base.Write(buffer);
        }

        public override void Flush()
        {
            if (Length > 0)
            {
                Store(ToArray());
                SetLength(0);
            }

            _file.Flush();
        }

        protected override void Dispose(bool disposing)
        {
            _file.Dispose();
            base.Dispose(disposing);
        }

        private void Store(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Min(disk.Room ?? long.MaxValue, buffer.Length);
            _file.Write(buffer[..fits]);
            disk.Room -= fits;
            if (fits < buffer.Length)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}

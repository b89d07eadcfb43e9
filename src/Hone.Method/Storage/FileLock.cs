namespace Hone.Method;

/// <summary>Keeps two processes from changing one ledger at once; the operating system releases it when a process dies.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _stream;

    private FileLock(FileStream stream)
    {
        _stream = stream;
    }

    /// <exception cref="StorageException">Another process holds the lock for ten seconds, or the folder cannot be written to.</exception>
    public static FileLock Take(string path)
    {
        long start = Environment.TickCount64;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException exception) when (DiskErrors.IsSharing(exception) && Environment.TickCount64 - start < Patience.TotalMilliseconds)
            {
                Thread.Sleep(Pause);
            }
            catch (Exception exception) when (DiskErrors.IsDisk(exception))
            {
                throw DiskErrors.Translate(exception, path);
            }
        }
    }

    public void Dispose() => _stream.Dispose();
}

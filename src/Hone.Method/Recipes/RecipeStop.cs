namespace Hone.Method;

/// <summary>
/// How the program of a recipe learns that it shall stop: Ctrl-C, whose second press ends it at once, or a file <c>stop</c> in the folder through which <c>hone</c> talks to it. A file,
/// because a program can send Ctrl-C to another one on no system in the same way.
/// </summary>
internal sealed class RecipeStop : IDisposable
{
    private const string StartedName = "started";
    private const string StopName = "stop";
    private const int MillisecondsBetweenLooks = 200;

    private readonly CancellationTokenSource _source = new();
    private readonly Timer? _timer;

    public RecipeStop(string? control)
    {
        Console.CancelKeyPress += OnCancelKeyPress;
        if (control is null)
        {
            return;
        }

        File.WriteAllText(Path.Combine(control, StartedName), "");
        string stop = StopFile(control);
        _timer = new Timer(
            _ =>
            {
                if (File.Exists(stop))
                {
                    _source.Cancel();
                }
            },
            null,
            MillisecondsBetweenLooks,
            MillisecondsBetweenLooks);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the program of a recipe has begun: it was compiled, and its first line has run.</summary>
    public static bool HasStarted(string control) => File.Exists(Path.Combine(control, StartedName));

    /// <summary>The file that asks the program to stop.</summary>
    public static string StopFile(string control) => Path.Combine(control, StopName);

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;

        // Waits for a look that is under way: it must not meet a source that is gone.
        if (_timer is not null)
        {
            using var done = new ManualResetEvent(initialState: false);
            _timer.Dispose(done);
            done.WaitOne();
        }

        _source.Dispose();
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs press)
    {
        press.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}

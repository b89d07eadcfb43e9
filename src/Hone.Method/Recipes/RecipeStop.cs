namespace Hone.Method;

/// <summary>
/// How the program of a recipe learns that it shall stop: Ctrl-C, whose second press ends it at once, or a file in the folder through which <c>hone</c> talks to it (<see cref="RecipeControl"/>). A file,
/// because a program can send Ctrl-C to another one on no system in the same way.
/// </summary>
internal sealed class RecipeStop : IDisposable
{
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

        RecipeControl.Start(control);
        _timer = new Timer(
            _ =>
            {
                if (RecipeControl.ShallStop(control))
                {
                    _source.Cancel();
                }
            },
            null,
            MillisecondsBetweenLooks,
            MillisecondsBetweenLooks);
    }

    public CancellationToken Token => _source.Token;

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

namespace Hone.Learn;

public sealed partial class Learner
{
    private readonly List<CallbackScope> _scopes = [];

    /// <summary>Callbacks for all fits, validations and predictions until the scope ends; fastai's <c>added_cbs</c>.</summary>
    /// <param name="callbacks">Added besides those of the learner and of the call.</param>
    /// <returns>Dispose of it to end the scope.</returns>
    /// <example><code>
    /// using (learner.AddedCallbacks(new MixUp()))
    /// {
    ///     learner.FitOneCycle(2);
    /// }
    /// </code></example>
    public CallbackScope AddedCallbacks(params Callback[] callbacks)
    {
        ArgumentNullException.ThrowIfNull(callbacks);
        foreach (Callback callback in callbacks)
        {
            ArgumentNullException.ThrowIfNull(callback, nameof(callbacks));
        }

        return new CallbackScope(_scopes, [.. callbacks], static _ => false);
    }

    /// <summary>Leaves these callbacks out of all fits, validations and predictions until the scope ends; fastai's <c>removed_cbs</c>.</summary>
    /// <remarks>Reaches the callbacks of the learner's options, of a fit's, and of scopes opened before.</remarks>
    /// <param name="callbacks">The same objects; one that the learner does not have changes nothing.</param>
    /// <returns>Dispose of it to end the scope.</returns>
    /// <exception cref="HoneException">One is the recorder, which every fit needs.</exception>
    public CallbackScope RemovedCallbacks(params Callback[] callbacks)
    {
        ArgumentNullException.ThrowIfNull(callbacks);
        Callback[] removed = [.. callbacks];
        if (removed.Contains(Recorder))
        {
            throw NotWithoutRecorder();
        }

        return new CallbackScope(_scopes, [], callback => removed.Contains(callback));
    }

    /// <summary>Leaves all callbacks of a kind out of all fits, validations and predictions until the scope ends.</summary>
    /// <typeparam name="TCallback">The kind, such as <see cref="EarlyStopping"/>.</typeparam>
    /// <returns>Dispose of it to end the scope.</returns>
    /// <exception cref="HoneException">The kind is the recorder's, which every fit needs.</exception>
    public CallbackScope RemovedCallbacks<TCallback>()
        where TCallback : Callback
    {
        if (Recorder is TCallback)
        {
            throw NotWithoutRecorder();
        }

        return new CallbackScope(_scopes, [], static callback => callback is TCallback);
    }

    /// <summary>No reports of progress until the scope ends, whatever a fit asks for; fastai's <c>no_bar</c>, and its <c>no_logging</c>, since nothing else speaks during a fit.</summary>
    /// <returns>Dispose of it to end the scope.</returns>
    public CallbackScope NoBar() => RemovedCallbacks<ProgressCallback>();

    /// <summary>The learner's own callbacks and those of open scopes that run in passes of a purpose.</summary>
    internal IEnumerable<Callback> CallbacksFor(LoopPurpose purpose) => InScope(Options.Callbacks).Where(callback => callback.RunsIn(purpose));

    /// <summary>The callbacks of a pass as the open scopes change them.</summary>
    internal IEnumerable<Callback> InScope(IEnumerable<Callback> callbacks) => CallbackScope.Apply(_scopes, callbacks);

    private static HoneException NotWithoutRecorder() => new(
        "Callbacks other than the recorder.",
        "the recorder, which keeps the losses that a fit returns",
        nameof(RemovedCallbacks),
        "leave FitOptions.Progress empty for a fit without reports");
}

namespace Hone.Learn;

/// <summary>Callbacks that a learner has more or fewer until this is disposed; made by <see cref="Learner.AddedCallbacks"/> and its siblings.</summary>
/// <remarks>Scopes may end in any order: each takes back its own change alone.</remarks>
public sealed class CallbackScope : IDisposable
{
    private readonly List<CallbackScope> _open;
    private readonly Callback[] _added;
    private readonly Func<Callback, bool> _isRemoved;

    internal CallbackScope(List<CallbackScope> open, Callback[] added, Func<Callback, bool> isRemoved)
    {
        _open = open;
        _added = added;
        _isRemoved = isRemoved;
        open.Add(this);
    }

    /// <summary>The learner has its callbacks as before; a second call does nothing.</summary>
    public void Dispose() => _open.Remove(this);

    /// <summary>The callbacks as the open scopes change them, in the order in which they were opened.</summary>
    internal static IEnumerable<Callback> Apply(IEnumerable<CallbackScope> open, IEnumerable<Callback> callbacks) =>
        open.Aggregate(callbacks, static (all, scope) => all.Where(callback => !scope._isRemoved(callback)).Concat(scope._added));
}

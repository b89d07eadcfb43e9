namespace Hone.Nn;

/// <summary>Takes a hook off its module when disposed.</summary>
internal sealed class HookSubscription<THook>(List<THook> hooks, THook hook) : IDisposable
    where THook : Delegate
{
    public void Dispose() => hooks.Remove(hook);
}

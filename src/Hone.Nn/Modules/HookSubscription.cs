namespace Hone.Nn;

/// <summary>Takes a hook off its module when disposed.</summary>
internal sealed class HookSubscription(List<ForwardHook> hooks, ForwardHook hook) : IDisposable
{
    public void Dispose() => hooks.Remove(hook);
}

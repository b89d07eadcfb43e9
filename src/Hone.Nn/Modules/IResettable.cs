namespace Hone.Nn;

/// <summary>A module that remembers something from one batch to the next, such as a hidden state, and can forget it; what fastai expects of a <c>reset</c> method.</summary>
public interface IResettable
{
    /// <summary>Forgets: the next batch begins as the first one did.</summary>
    void Reset();
}

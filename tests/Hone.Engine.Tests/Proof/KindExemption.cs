namespace Hone.Engine.Tests.Proof;

/// <summary>Why some operations have no gradient check over a kind of inputs.</summary>
/// <param name="Kinds">What is not checked.</param>
/// <param name="Reason">What such inputs would mean, or who refuses them.</param>
/// <param name="Nodes">The operations.</param>
internal sealed record KindExemption(InputKinds Kinds, string Reason, params Type[] Nodes);

namespace Hone;

/// <summary>
/// The operations on tensors, as extension methods: each lives in the file of its name under <c>Ops</c>, with its shape rule,
/// forward, backward and documentation.
/// </summary>
public static partial class TensorOperations
{
}

namespace Hone.Ops;

/// <summary>What holds for the operands of operations that take any number of them.</summary>
internal static class Operands
{
    /// <summary>Refuses a missing tensor, with its number.</summary>
    public static void RequireAll(ReadOnlySpan<Tensor> operands, string name)
    {
        for (int i = 0; i < operands.Length; i++)
        {
            if (operands[i] is null)
            {
                throw new ArgumentNullException(name, $"number {i} is null");
            }
        }
    }
}

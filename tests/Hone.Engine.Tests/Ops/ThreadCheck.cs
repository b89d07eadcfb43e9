namespace Hone.Engine.Tests.Ops;

/// <summary>Asserts that an operation's result and gradients are the same bits on one thread and on three.</summary>
internal static class ThreadCheck
{
    public static void SameBits(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        int before = EngineOptions.ThreadCount;
        try
        {
            EngineOptions.ThreadCount = 1;
            float[][] one = [.. Float32Check.Run(function, inputs).Select(tensor => tensor.ToArray<float>())];
            EngineOptions.ThreadCount = 3;
            float[][] three = [.. Float32Check.Run(function, inputs).Select(tensor => tensor.ToArray<float>())];
            for (int k = 0; k < one.Length; k++)
            {
                Assert.Equal(one[k], three[k]);
            }
        }
        finally
        {
            EngineOptions.ThreadCount = before;
        }
    }
}

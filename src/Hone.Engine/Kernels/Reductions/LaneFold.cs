namespace Hone.Kernels;

/// <summary>The result over the lanes of a register, one after the other, for folds whose policy has no step for it.</summary>
internal static unsafe class LaneFold<TFold>
    where TFold : struct, IFold
{
    public static float Across<TPolicy, TVector>(TVector a)
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        float* lanes = stackalloc float[TPolicy.Width];
        TPolicy.Store(lanes, a);
        float result = lanes[0];
        for (int i = 1; i < TPolicy.Width; i++)
        {
            result = TFold.Join(result, lanes[i]);
        }

        return result;
    }
}

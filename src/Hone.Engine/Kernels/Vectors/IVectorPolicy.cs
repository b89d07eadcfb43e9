namespace Hone.Kernels;

/// <summary>
/// What a float32 kernel may ask of a SIMD register, so that each kernel is written once and compiled for every register size.
/// The policy is chosen once per call by <c>VectorNNN.IsHardwareAccelerated</c>, which the JIT turns into a constant.
/// </summary>
/// <typeparam name="TVector">The register type, such as <c>Vector256&lt;float&gt;</c>.</typeparam>
internal unsafe interface IVectorPolicy<TVector>
    where TVector : struct
{
    /// <summary>Number of float lanes in one register.</summary>
    static abstract int Width { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(float* destination, TVector value);

    /// <summary>Every lane holds <c>*source</c>.</summary>
    static abstract TVector Broadcast(float* source);

    /// <summary>Every lane holds <paramref name="value"/>.</summary>
    static abstract TVector Create(float value);

    /// <summary>a * b + c with one rounding where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector Max(TVector a, TVector b);

    static abstract TVector Min(TVector a, TVector b);

    static abstract TVector Sqrt(TVector a);

    /// <summary>Lane by lane: <paramref name="condition"/> &gt; 0 ? <paramref name="value"/> : 0.</summary>
    static abstract TVector WherePositive(TVector condition, TVector value);

    /// <summary>Sum of all lanes.</summary>
    static abstract float Sum(TVector a);
}

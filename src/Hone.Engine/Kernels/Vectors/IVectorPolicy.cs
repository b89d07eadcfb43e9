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

    /// <summary>The first <paramref name="count"/> lanes from memory, 0 in the others; memory beyond them is not touched.</summary>
    static abstract TVector LoadFirst(float* source, int count);

    /// <summary>Stores the first <paramref name="count"/> lanes; memory beyond them is not touched.</summary>
    static abstract void StoreFirst(float* destination, int count, TVector value);

    /// <summary>Every lane holds <c>*source</c>.</summary>
    static abstract TVector Broadcast(float* source);

    /// <summary>Every lane holds <paramref name="value"/>.</summary>
    static abstract TVector Create(float value);

    /// <summary>a * b + c with one rounding where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a * b - c with one rounding where the machine can.</summary>
    static abstract TVector MultiplySubtract(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The larger one where neither is NaN: a single instruction, because it need not mind them. Where <paramref name="b"/> alone is NaN, NaN.</summary>
    static abstract TVector MaxOfNumbers(TVector a, TVector b);

    static abstract TVector Min(TVector a, TVector b);

    /// <summary>The smaller one where neither is NaN: a single instruction. Where <paramref name="b"/> alone is NaN, NaN.</summary>
    static abstract TVector MinOfNumbers(TVector a, TVector b);

    /// <summary>The value without its sign; NaN stays NaN.</summary>
    static abstract TVector Abs(TVector a);

    /// <summary>The value of <paramref name="a"/> with the sign of <paramref name="b"/>, that of a zero included.</summary>
    static abstract TVector CopySign(TVector a, TVector b);

    static abstract TVector Sqrt(TVector a);

    /// <summary>Lane by lane: <paramref name="condition"/> &gt; 0 ? <paramref name="value"/> : 0.</summary>
    static abstract TVector WherePositive(TVector condition, TVector value);

    /// <summary>All bits of a lane set where a &gt; b.</summary>
    static abstract TVector GreaterThan(TVector a, TVector b);

    /// <summary>All bits of a lane set where a = b.</summary>
    static abstract TVector Equal(TVector a, TVector b);

    /// <summary>Whether a = b in every lane; false where one is NaN.</summary>
    static abstract bool AllEqual(TVector a, TVector b);

    /// <summary>Whether a &gt; b in at least one lane; NaN is not greater than anything.</summary>
    static abstract bool AnyGreaterThan(TVector a, TVector b);

    /// <summary>Whether every lane holds a positive normal number: no zero, subnormal number, infinity or NaN.</summary>
    static abstract bool AllPositiveNormal(TVector a);

    /// <summary>Lane by lane: <paramref name="a"/> where the mask is set, else <paramref name="b"/>.</summary>
    static abstract TVector Select(TVector mask, TVector a, TVector b);

    /// <summary>The nearest whole number; halves go to the even one.</summary>
    static abstract TVector Round(TVector a);

    /// <summary>-a where a bit of <paramref name="bits"/> is set, counted from the lowest, a elsewhere. A whole number leaves its own lowest bits there when 1.5 2^23 is added to it.</summary>
    static abstract TVector NegateWhereBit(TVector a, TVector bits, int bit);

    /// <summary>a * 2^n for whole numbers n in -252..252, rounded once more only where the result is subnormal.</summary>
    static abstract TVector ScaleByPowerOfTwo(TVector a, TVector n);

    /// <summary>The nearest number that <see cref="PowerOfTwo"/> takes as its first part: a multiple of 1/16 where the machine can look up sixteen values at once, else a whole number.</summary>
    static abstract TVector RoundToStep(TVector a);

    /// <summary>2^(a + rest) with a relative error below 1.2e-7, for <paramref name="a"/> from <see cref="RoundToStep"/> in -252..252 and a rest of at most half a step.</summary>
    static abstract TVector PowerOfTwo(TVector a, TVector rest);

    /// <summary>a = f 2^exponent with f in [sqrt(1/2), sqrt(2)), for positive normal numbers.</summary>
    static abstract TVector SplitPowerOfTwo(TVector a, out TVector exponent);

    /// <summary>The numbers of <see cref="DropoutNumbers"/> at first, first + step, first + 2 step and so on; floats hold their 24 bits exactly.</summary>
    static abstract TVector RandomNumbers(ulong key, uint first, uint step);

    /// <summary>As many bytes as there are lanes, as floats.</summary>
    static abstract TVector LoadBytes(byte* source);

    /// <summary>Stores lanes that hold whole numbers 0..255 as bytes.</summary>
    static abstract void StoreBytes(byte* destination, TVector value);

    /// <summary>Sum of all lanes.</summary>
    static abstract float Sum(TVector a);
}

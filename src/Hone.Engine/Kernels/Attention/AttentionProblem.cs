namespace Hone.Kernels;

/// <summary>Sizes and operands of attention and of its backward; lives on the caller's stack.</summary>
internal unsafe struct AttentionProblem<T>
    where T : unmanaged
{
    /// <summary>Queries of one block: the scores of a block and its operands stay in the second-level cache.</summary>
    public const int QueryBlock = 128;

    /// <summary>Keys of one block.</summary>
    public const int KeyBlock = 128;

    public int BatchSize;

    public int Heads;

    public int Queries;

    public int Keys;

    /// <summary>Features of a query and of a key.</summary>
    public int Features;

    /// <summary>Features of a value and of the output.</summary>
    public int ValueFeatures;

    /// <summary>Factor of the scores.</summary>
    public T Scale;

    /// <summary>Whether query i sees keys 0..i only.</summary>
    public bool IsCausal;

    public AttentionMask<T> Mask;

    /// <summary>Weights whose 24-bit number lies below this are zeroed; 0 drops none.</summary>
    public uint Dropped;

    /// <summary>Key of the random stream.</summary>
    public ulong DropoutKey;

    /// <summary>Factor of the weights that are kept.</summary>
    public T KeepScale;

    public AttentionOperand<T> Q;

    public AttentionOperand<T> K;

    public AttentionOperand<T> V;

    public AttentionOperand<T> Y;

    /// <summary>[batch][heads][queries]: log of the sum of e^score, written by forward; minus infinity where a query sees no key.</summary>
    public T* LogSums;

    public AttentionOperand<T> DY;

    public AttentionOperand<T> DQ;

    public AttentionOperand<T> DK;

    public AttentionOperand<T> DV;

    /// <summary>The blocks of keys fall into this many groups, which are parts of backward.</summary>
    public int Groups;

    /// <summary>[groups][batch][heads][queries][features]: each group's share of dQ; null where there is one group, which writes dQ itself.</summary>
    public T* QueryPartials;

    public readonly int QueryBlocks => (Queries + QueryBlock - 1) / QueryBlock;

    public readonly int KeyBlocks => (Keys + KeyBlock - 1) / KeyBlock;
}

namespace Hone.Ops;

/// <summary>What the gradients of Q and R share; Walter and Lehmann 2012, for wide matrices Roberts and Roberts 2020.</summary>
internal static class QrGradient
{
    /// <summary>The lower triangle of M on both sides of the diagonal.</summary>
    public static Tensor MirrorLower(Tensor m) => m.Tril() + m.Tril(-1).Transpose();

    /// <summary>The first k columns of R, which are square.</summary>
    public static Tensor Square(Tensor r) => r.Narrow(-1, 0, r.Shape[-2]);

    /// <summary>X U^-T: from what reaches Q to what reaches the columns of a that made it.</summary>
    public static Tensor ThroughTriangle(Tensor x, Tensor r) => LuBatch.Solve(Square(r), x.Transpose(), "backward of Qr").Transpose();
}

namespace Hone.Kernels;

/// <summary>The right-hand factor B [k, n] of one product for each time step: packed once where the kernels gain by it.</summary>
internal readonly unsafe struct RepeatedFactor<T>
    where T : unmanaged
{
    private readonly PackedMatrix? _packed;
    private readonly T* _data;
    private readonly nint _row;
    private readonly nint _column;

    /// <summary>Element (p, j) is data[p * row + j * column].</summary>
    public RepeatedFactor(int n, int k, T* data, nint row, nint column)
    {
        Columns = n;
        Depth = k;
        _data = data;
        _row = row;
        _column = column;
        _packed = typeof(T) == typeof(float) ? new PackedMatrix(n, k, (float*)data, row, column) : null;
    }

    /// <summary>n, the columns of B.</summary>
    public int Columns { get; }

    /// <summary>k, the rows of B.</summary>
    public int Depth { get; }

    /// <summary>C[m, n] (+)= A[m, k] B; the columns of A and of C are neighbours.</summary>
    public void Multiply(int m, T* a, nint aRow, T* c, nint cRow, bool accumulate)
    {
        if (_packed is not null)
        {
            Gemm.Run(m, (float*)a, aRow, 1, _packed, (float*)c, cRow, accumulate);
        }
        else
        {
            Gemm.Run(m, Columns, Depth, (double*)a, aRow, 1, (double*)_data, _row, _column, (double*)c, cRow, accumulate);
        }
    }

    /// <summary>Gives the memory back; the factor must not be used afterwards.</summary>
    public void Release() => _packed?.Release();
}

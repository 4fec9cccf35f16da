(* Intervals with rational ends around real numbers built from rationals by
   arithmetic, exp, ln and sqrt; all by Taylor's polynomial and integer roots.

   Num, Add, ...      == a term, and eval its real value
   dn q, up_ q        == q rounded to a multiple of 2^-80, downwards and upwards
   T n x              == the sum of x^k / k! up to k = n
   taylor_le          == T n x <= exp x for x >= 0
   taylor_ge          == exp x (1 - x^n / n!) <= T n x for x >= 0
   exp_dn, exp_up     == rational bounds of exp
   ln_near            == Halley's iteration towards ln; nothing is claimed of it:
   below, above       == y if bounds of exp show it to be below or above ln q
   ln_dn, ln_up       == bounds of ln, near that place
   bounds t           == an interval, or nothing where a step was not accepted
   bounds_sound       == the interval holds the term's value                  *)

From Coq Require Import Reals Lra Lia QArith Qround Qreals ZArith.
From Coquelicot Require Import Coquelicot.

Open Scope R_scope.

(* ------------------------------------------------------------------------ *)
(* Taylor's polynomial.                                                     *)

Fixpoint T (n : nat) (x : R) : R :=
  match n with O => 1 | S m => T m x + x ^ S m / INR (fact (S m)) end.

Lemma fact_gt0 n : 0 < INR (fact n).
Proof. apply INR_fact_lt_0. Qed.

Lemma power_derive n x : is_derive (fun y => y ^ S n / INR (fact (S n))) x (x ^ n / INR (fact n)).
Proof.
  assert (p := fact_gt0 n); assert (s : 0 < INR (S n)) by (apply lt_0_INR; lia).
  replace (x ^ n / INR (fact n)) with (/ INR (fact (S n)) * (INR (S n) * 1 * x ^ Nat.pred (S n))).
  - apply is_derive_ext with (fun y => / INR (fact (S n)) * y ^ S n).
    + intro y; unfold Rdiv; apply Rmult_comm.
    + apply (is_derive_scal (fun y => y ^ S n)), (is_derive_pow (fun y => y)).
      exact (@is_derive_id R_AbsRing x).
  - rewrite fact_simpl, mult_INR; change (Nat.pred (S n)) with n.
    revert s; generalize (INR (S n)); intros m m_gt0; field; split; lra.
Qed.

Lemma T_derive n x : is_derive (T (S n)) x (T n x).
Proof.
  induction n as [|n IH].
  - simpl; auto_derive; [trivial|field].
  - change (T (S n) x) with (T n x + x ^ S n / INR (fact (S n))).
    apply (is_derive_plus (T (S n)) (fun y => y ^ S (S n) / INR (fact (S (S n))))).
    + exact IH.
    + apply power_derive.
Qed.

Lemma T_0 n : T n 0 = 1.
Proof.
  induction n as [|n IH]; simpl; [reflexivity|].
  rewrite IH; unfold Rdiv; ring.
Qed.

Lemma climbs (f d : R -> R) x : 0 <= x -> (forall y, is_derive f y (d y)) ->
  (forall y, 0 <= y -> 0 <= d y) -> f 0 <= f x.
Proof.
  intros x_ge0 f' d_ge0; destruct x_ge0 as [lt|eq]; [|subst; lra].
  destruct (MVT_cor2 f d 0 x lt (fun y _ => proj1 (is_derive_Reals f y (d y)) (f' y))) as [y [e y_in]].
  assert (0 <= d y * (x - 0)) by (apply Rmult_le_pos; [apply d_ge0|]; lra); lra.
Qed.

Theorem taylor_le n x : 0 <= x -> T n x <= exp x.
Proof.
  revert x; induction n as [|n IH]; intros x x_ge0.
  - simpl; assert (e := exp_ineq1_le x); lra.
  - assert (c := climbs (fun y => exp y - T (S n) y) (fun y => exp y - T n y) x x_ge0).
    cut (exp 0 - T (S n) 0 <= exp x - T (S n) x); [rewrite exp_0, T_0; lra|apply c].
    + intro y; apply (is_derive_minus exp (T (S n))); [apply is_derive_exp|apply T_derive].
    + intros y y_ge0; assert (h := IH y y_ge0); lra.
Qed.

Lemma taylor_gap n x : 0 <= x -> exp x * (1 - x ^ S n / INR (fact (S n))) <= T n x.
Proof.
  revert x; induction n as [|n IH]; intros x x_ge0.
  - assert (c := climbs (fun y => T 0 y - exp y * (1 - y ^ 1 / INR (fact 1))) (fun y => exp y * y) x x_ge0).
    cut (T 0 0 - exp 0 * (1 - 0 ^ 1 / INR (fact 1)) <= T 0 x - exp x * (1 - x ^ 1 / INR (fact 1))).
    + rewrite exp_0; simpl; lra.
    + apply c; [intro y; simpl; auto_derive; [trivial|field]|].
      intros y y_ge0; apply Rmult_le_pos; [left; apply exp_pos|exact y_ge0].
  - assert (c := climbs (fun y => T (S n) y - exp y * (1 - y ^ S (S n) / INR (fact (S (S n)))))
      (fun y => T n y - (exp y * (1 - y ^ S (S n) / INR (fact (S (S n)))) + exp y * (0 - y ^ S n / INR (fact (S n))))) x x_ge0).
    cut (T (S n) 0 - exp 0 * (1 - 0 ^ S (S n) / INR (fact (S (S n))))
         <= T (S n) x - exp x * (1 - x ^ S (S n) / INR (fact (S (S n))))).
    + rewrite exp_0, T_0, pow_ne_zero by lia; unfold Rdiv; lra.
    + apply c.
      * intro y; apply (is_derive_minus (T (S n)) (fun y => exp y * (1 - y ^ S (S n) / INR (fact (S (S n)))))); [apply T_derive|].
        apply (is_derive_mult exp (fun y => 1 - y ^ S (S n) / INR (fact (S (S n))))); [apply is_derive_exp| |exact Rmult_comm].
        apply (is_derive_minus (fun _ => 1) (fun y => y ^ S (S n) / INR (fact (S (S n))))); [exact (is_derive_const (V := R_NormedModule) 1 y)|apply power_derive].
      * intros y y_ge0; assert (h := IH y y_ge0).
        assert (0 <= exp y * (y ^ S (S n) / INR (fact (S (S n))))).
        { apply Rmult_le_pos; [left; apply exp_pos|].
          apply Rdiv_le_0_compat; [apply pow_le; exact y_ge0|apply fact_gt0]. }
        lra.
Qed.

Theorem taylor_ge n x : 0 <= x -> exp x * (1 - x ^ n / INR (fact n)) <= T n x.
Proof.
  intro x_ge0; destruct n as [|n].
  - simpl; assert (e := exp_pos x); unfold Rdiv; rewrite Rinv_1; lra.
  - assert (h := taylor_gap n x x_ge0).
    assert (0 <= x ^ S n / INR (fact (S n))).
    { apply Rdiv_le_0_compat; [apply pow_le; exact x_ge0|apply fact_gt0]. }
    change (T (S n) x) with (T n x + x ^ S n / INR (fact (S n))); lra.
Qed.

(* ------------------------------------------------------------------------ *)
(* Rational rounding.                                                       *)

Open Scope Q_scope.

Definition unit_ : positive := Pos.pow 2 80.
Definition dn (q : Q) : Q := Qmake (Z.div (Qnum q * Zpos unit_) (Zpos (Qden q))) unit_.
Definition up_ (q : Q) : Q := - dn (- q).

Lemma dn_le q : dn q <= q.
Proof.
  unfold dn, Qle; simpl Qnum; simpl Qden.
  rewrite Z.mul_comm; apply Z.mul_div_le; reflexivity.
Qed.

Lemma up_ge q : q <= up_ q.
Proof.
  unfold up_; assert (h := dn_le (- q)); apply Qopp_le_compat in h.
  rewrite Qopp_involutive in h; exact h.
Qed.

Definition lows (q : Q) (x : R) : Prop := (Q2R q <= x)%R.
Definition highs (q : Q) (x : R) : Prop := (x <= Q2R q)%R.

Lemma dn_lows q x : lows q x -> lows (dn q) x.
Proof. unfold lows; assert (h := Qle_Rle _ _ (dn_le q)); intro; lra. Qed.

Lemma up_highs q x : highs q x -> highs (up_ q) x.
Proof. unfold highs; assert (h := Qle_Rle _ _ (up_ge q)); intro; lra. Qed.

(* ------------------------------------------------------------------------ *)
(* exp.                                                                     *)

Fixpoint taylor (round : Q -> Q) (n k : nat) (x term sum : Q) : Q * Q :=
  match n with
  | O => (term, sum)
  | S m => let t := round (term * x * / inject_Z (Z.of_nat (S k))) in
           taylor round m (S k) x t (round (sum + t))
  end.

Lemma next_term k (x : R) : (x ^ S k / INR (fact (S k)) = x ^ k / INR (fact k) * x * / INR (S k))%R.
Proof.
  assert (p := fact_gt0 k); rewrite fact_simpl, mult_INR.
  assert (s : (0 < INR (S k))%R) by (apply lt_0_INR; lia).
  simpl pow; field; split; lra.
Qed.

Lemma index k : Q2R (/ inject_Z (Z.of_nat (S k))) = (/ INR (S k))%R.
Proof.
  rewrite Q2R_inv; [|unfold Qeq; simpl; lia].
  f_equal; unfold Q2R, inject_Z, Qnum, Qden; rewrite INR_IZR_INZ, Rinv_1; apply Rmult_1_r.
Qed.

Lemma inv_index k : (0 < / INR (S k))%R.
Proof. apply Rinv_0_lt_compat, lt_0_INR; lia. Qed.

Lemma taylor_low n k x term sum : (0 <= Q2R x)%R ->
  lows term (Q2R x ^ k / INR (fact k))%R -> lows sum (T k (Q2R x)) ->
  lows (snd (taylor dn n k x term sum)) (T (k + n) (Q2R x)).
Proof.
  revert k term sum; induction n as [|n IH]; intros k term sum x_ge0 is_term is_sum.
  - rewrite Nat.add_0_r; exact is_sum.
  - rewrite Nat.add_succ_r; apply (IH (S k)); [exact x_ge0| |].
    + apply dn_lows; unfold lows in *; rewrite next_term, !Q2R_mult, index.
      apply Rmult_le_compat_r; [left; apply inv_index|apply Rmult_le_compat_r; assumption].
    + apply dn_lows; unfold lows in *; rewrite Q2R_plus.
      change (T (S k) (Q2R x)) with (T k (Q2R x) + Q2R x ^ S k / INR (fact (S k)))%R.
      apply Rplus_le_compat; [exact is_sum|].
      apply Rle_trans with (1 := Qle_Rle _ _ (dn_le _)).
      rewrite next_term, !Q2R_mult, index.
      apply Rmult_le_compat_r; [left; apply inv_index|apply Rmult_le_compat_r; assumption].
Qed.

Lemma taylor_high n k x term sum : (0 <= Q2R x)%R ->
  highs term (Q2R x ^ k / INR (fact k))%R -> highs sum (T k (Q2R x)) ->
  highs (fst (taylor up_ n k x term sum)) (Q2R x ^ (k + n) / INR (fact (k + n)))%R /\
  highs (snd (taylor up_ n k x term sum)) (T (k + n) (Q2R x)).
Proof.
  revert k term sum; induction n as [|n IH]; intros k term sum x_ge0 is_term is_sum.
  - rewrite Nat.add_0_r; split; assumption.
  - rewrite Nat.add_succ_r.
    assert (t : highs (term * x * / inject_Z (Z.of_nat (S k))) (Q2R x ^ S k / INR (fact (S k)))%R).
    { unfold highs in *; rewrite next_term, !Q2R_mult, index.
      apply Rmult_le_compat_r; [left; apply inv_index|apply Rmult_le_compat_r; assumption]. }
    apply (IH (S k)); [exact x_ge0|apply up_highs; exact t|].
    apply up_highs; unfold highs in *; rewrite Q2R_plus.
    change (T (S k) (Q2R x)) with (T k (Q2R x) + Q2R x ^ S k / INR (fact (S k)))%R.
    apply Rplus_le_compat; [exact is_sum|].
    apply Rle_trans with (1 := t); apply Qle_Rle, up_ge.
Qed.

(* n is the degree of the polynomial. *)
Definition exp_low (n : nat) (x : Q) : Q := snd (taylor dn n 0 x 1 1).
Definition exp_high (n : nat) (x : Q) : option Q :=
  let r := taylor up_ n 0 x 1 1 in
  if Qlt_le_dec (fst r) 1 then Some (up_ (snd r * / (1 - fst r))) else None.

Lemma Q2R_1 : Q2R 1 = 1%R.
Proof. unfold Q2R; simpl; field. Qed.

Lemma Q2R_0 : Q2R 0 = 0%R.
Proof. unfold Q2R; simpl; field. Qed.

Lemma first_term (x : R) : (x ^ 0 / INR (fact 0) = 1)%R.
Proof. simpl; field. Qed.

Lemma taylor_start (x : R) : (T 0 x = 1)%R.
Proof. reflexivity. Qed.

Lemma exp_low_sound n x : (0 <= Q2R x)%R -> lows (exp_low n x) (exp (Q2R x)).
Proof.
  intro x_ge0; unfold lows, exp_low; apply Rle_trans with (T (0 + n) (Q2R x)).
  - apply taylor_low; [exact x_ge0| |]; unfold lows; rewrite Q2R_1.
    + rewrite first_term; apply Rle_refl.
    + rewrite taylor_start; apply Rle_refl.
  - apply taylor_le; exact x_ge0.
Qed.

Lemma exp_high_sound n x y : (0 <= Q2R x)%R -> exp_high n x = Some y -> highs y (exp (Q2R x)).
Proof.
  intros x_ge0; unfold exp_high.
  assert (one : highs 1 (Q2R x ^ 0 / INR (fact 0))%R).
  { unfold highs; rewrite Q2R_1, first_term; apply Rle_refl. }
  assert (start : highs 1 (T 0 (Q2R x))).
  { unfold highs; rewrite Q2R_1, taylor_start; apply Rle_refl. }
  assert (h := taylor_high n 0 x 1 1 x_ge0 one start); revert h.
  generalize (taylor up_ n 0 x 1 1); intros r [is_term is_sum]; clear one start.
  destruct (Qlt_le_dec (fst r) 1) as [lt|]; intro e; [|discriminate e].
  injection e as <-; apply up_highs; unfold highs in *.
  assert (l := Qlt_Rlt _ _ lt); rewrite Q2R_1 in l.
  assert (g := taylor_ge (0 + n) (Q2R x) x_ge0); assert (p := exp_pos (Q2R x)).
  rewrite Q2R_mult, Q2R_inv, Q2R_minus, Q2R_1.
  2: { intro z; apply Qeq_eqR in z; rewrite Q2R_minus, Q2R_1, Q2R_0 in z; lra. }
  apply (Rmult_le_reg_r (1 - Q2R (fst r))); [lra|].
  rewrite Rmult_assoc, Rinv_l by lra.
  assert (exp (Q2R x) * (1 - Q2R (fst r)) <= exp (Q2R x) * (1 - Q2R x ^ (0 + n) / INR (fact (0 + n))))%R.
  { apply Rmult_le_compat_l; lra. }
  lra.
Qed.

Section Degree.

Variable degree : nat.

Definition exp_dn (x : Q) : option Q :=
  if Qlt_le_dec x 0
  then match exp_high degree (- x) with
       | Some y => if Qlt_le_dec 0 y then Some (dn (/ y)) else None
       | None => None
       end
  else Some (exp_low degree x).

Definition exp_up (x : Q) : option Q :=
  if Qlt_le_dec x 0
  then let y := exp_low degree (- x) in if Qlt_le_dec 0 y then Some (up_ (/ y)) else None
  else exp_high degree x.

Lemma inv_R y : 0 < y -> (0 < Q2R y)%R /\ Q2R (/ y) = (/ Q2R y)%R.
Proof.
  intro pos; assert (p := Qlt_Rlt _ _ pos); rewrite Q2R_0 in p; split; [exact p|].
  apply Q2R_inv; intro z; apply Qeq_eqR in z; rewrite Q2R_0 in z; lra.
Qed.

Lemma exp_dn_sound x y : exp_dn x = Some y -> lows y (exp (Q2R x)).
Proof.
  unfold exp_dn; destruct (Qlt_le_dec x 0) as [neg|pos].
  - apply Qlt_Rlt in neg; rewrite Q2R_0 in neg.
    destruct (exp_high degree (- x)) as [z|] eqn:e; [|discriminate].
    destruct (Qlt_le_dec 0 z) as [z_gt0|]; [|discriminate]; intro f; injection f as <-.
    apply exp_high_sound in e; [|rewrite Q2R_opp; lra].
    destruct (inv_R z z_gt0) as [p i]; apply dn_lows; unfold lows, highs in *; rewrite i.
    rewrite Q2R_opp, exp_Ropp in e; assert (q := exp_pos (Q2R x)).
    rewrite <- (Rinv_inv (exp (Q2R x))).
    apply Rinv_le_contravar; [apply Rinv_0_lt_compat; exact q|exact e].
  - apply Qle_Rle in pos; rewrite Q2R_0 in pos.
    intro f; injection f as <-; apply exp_low_sound; exact pos.
Qed.

Lemma exp_up_sound x y : exp_up x = Some y -> highs y (exp (Q2R x)).
Proof.
  unfold exp_up; destruct (Qlt_le_dec x 0) as [neg|pos].
  - apply Qlt_Rlt in neg; rewrite Q2R_0 in neg.
    destruct (Qlt_le_dec 0 (exp_low degree (- x))) as [z_gt0|]; [|discriminate]; intro f; injection f as <-.
    assert (e := exp_low_sound degree (- x)); rewrite Q2R_opp in e; specialize (e ltac:(lra)).
    destruct (inv_R _ z_gt0) as [p i]; apply up_highs; unfold lows, highs in *; rewrite i.
    rewrite exp_Ropp in e; assert (q := exp_pos (Q2R x)).
    rewrite <- (Rinv_inv (exp (Q2R x))); apply Rinv_le_contravar; [exact p|exact e].
  - apply Qle_Rle in pos; rewrite Q2R_0 in pos; intro f; exact (exp_high_sound degree x y pos f).
Qed.

(* ------------------------------------------------------------------------ *)
(* ln and sqrt.                                                             *)

Fixpoint ln_near (n : nat) (q y : Q) : Q :=
  match n with
  | O => y
  | S m => let e := match exp_up y with Some e => e | None => 1 end in
           ln_near m q (dn (y + 2 * (q - e) * / (q + e)))
  end.

Definition small : Q := Qmake 1 (Pos.pow 2 70).

Definition below (y q : Q) : option Q :=
  match exp_up y with Some e => if Qlt_le_dec q e then None else Some y | None => None end.

Definition above (y q : Q) : option Q :=
  match exp_dn y with Some e => if Qlt_le_dec e q then None else Some y | None => None end.

Definition ln_dn (q : Q) : option Q := below (ln_near 7 q 0 - small) q.
Definition ln_up (q : Q) : option Q := above (ln_near 7 q 0 + small) q.

Lemma below_sound x q y : 0 < q -> below x q = Some y -> lows y (ln (Q2R q)).
Proof.
  intro pos; apply Qlt_Rlt in pos; rewrite Q2R_0 in pos; unfold below; intro f.
  destruct (exp_up x) as [e|] eqn:u; [|discriminate f].
  destruct (Qlt_le_dec q e) as [|le]; [discriminate f|injection f as <-].
  apply exp_up_sound in u; apply Qle_Rle in le; unfold lows, highs in *.
  rewrite <- (ln_exp (Q2R x)).
  destruct (Rle_lt_or_eq_dec _ _ (Rle_trans _ _ _ u le)) as [lt|eq].
  - left; apply ln_increasing; [apply exp_pos|exact lt].
  - rewrite eq; apply Rle_refl.
Qed.

Lemma above_sound x q y : 0 < q -> above x q = Some y -> highs y (ln (Q2R q)).
Proof.
  intro pos; apply Qlt_Rlt in pos; rewrite Q2R_0 in pos; unfold above; intro f.
  destruct (exp_dn x) as [e|] eqn:u; [|discriminate f].
  destruct (Qlt_le_dec e q) as [|le]; [discriminate f|injection f as <-].
  apply exp_dn_sound in u; apply Qle_Rle in le; unfold lows, highs in *.
  rewrite <- (ln_exp (Q2R x)).
  destruct (Rle_lt_or_eq_dec _ _ (Rle_trans _ _ _ le u)) as [lt|eq].
  - left; apply ln_increasing; [exact pos|exact lt].
  - rewrite eq; apply Rle_refl.
Qed.

Lemma ln_dn_sound q y : 0 < q -> ln_dn q = Some y -> lows y (ln (Q2R q)).
Proof. unfold ln_dn; generalize (ln_near 7 q 0 - small); intros x pos f; exact (below_sound x q y pos f). Qed.

Lemma ln_up_sound q y : 0 < q -> ln_up q = Some y -> highs y (ln (Q2R q)).
Proof. unfold ln_up; generalize (ln_near 7 q 0 + small); intros x pos f; exact (above_sound x q y pos f). Qed.

Definition sqrt_dn (q : Q) : option Q :=
  let y := Qmake (Z.sqrt (Z.div (Qnum q * Zpos unit_ * Zpos unit_) (Zpos (Qden q)))) unit_ in
  if Qlt_le_dec y 0 then None else if Qlt_le_dec q (y * y) then None else Some y.

Definition sqrt_up (q : Q) : option Q :=
  let y := Qmake (Z.sqrt (Z.div (Qnum q * Zpos unit_ * Zpos unit_) (Zpos (Qden q))) + 1) unit_ in
  if Qlt_le_dec y 0 then None else if Qlt_le_dec (y * y) q then None else Some y.

Lemma sqrt_dn_sound q y : sqrt_dn q = Some y -> lows y (sqrt (Q2R q)).
Proof.
  unfold sqrt_dn; set (z := Qmake _ _); clearbody z.
  destruct (Qlt_le_dec z 0) as [|pos]; [discriminate|].
  destruct (Qlt_le_dec q (z * z)) as [|le]; [discriminate|]; intro f; injection f as <-.
  apply Qle_Rle in pos; rewrite Q2R_0 in pos; apply Qle_Rle in le; rewrite Q2R_mult in le.
  unfold lows; rewrite <- (sqrt_square (Q2R z) pos); apply sqrt_le_1_alt; exact le.
Qed.

Lemma sqrt_up_sound q y : sqrt_up q = Some y -> highs y (sqrt (Q2R q)).
Proof.
  unfold sqrt_up; set (z := Qmake _ _); clearbody z.
  destruct (Qlt_le_dec z 0) as [|pos]; [discriminate|].
  destruct (Qlt_le_dec (z * z) q) as [|le]; [discriminate|]; intro f; injection f as <-.
  apply Qle_Rle in pos; rewrite Q2R_0 in pos; apply Qle_Rle in le; rewrite Q2R_mult in le.
  unfold highs; rewrite <- (sqrt_square (Q2R z) pos); apply sqrt_le_1_alt; exact le.
Qed.

(* ------------------------------------------------------------------------ *)
(* Terms.                                                                   *)

Inductive term : Set :=
  | Num (q : Q) | Add (a b : term) | Opp (a : term) | Mul (a b : term)
  | Inv (a : term) | Exp (a : term) | Ln (a : term) | Sqrt (a : term).

Fixpoint eval (t : term) : R :=
  match t with
  | Num q => Q2R q
  | Add a b => eval a + eval b
  | Opp a => - eval a
  | Mul a b => eval a * eval b
  | Inv a => / eval a
  | Exp a => exp (eval a)
  | Ln a => ln (eval a)
  | Sqrt a => sqrt (eval a)
  end%R.

Definition both (a b : option Q) : option (Q * Q) :=
  match a, b with Some x, Some y => Some (x, y) | _, _ => None end.

Definition least (a b : Q) : Q := if Qlt_le_dec a b then a else b.
Definition most (a b : Q) : Q := if Qlt_le_dec a b then b else a.

Fixpoint bounds (t : term) : option (Q * Q) :=
  match t with
  | Num q => Some (q, q)
  | Add a b => match bounds a, bounds b with
               | Some (l, h), Some (m, k) => Some (dn (l + m), up_ (h + k))
               | _, _ => None end
  | Opp a => match bounds a with Some (l, h) => Some (- h, - l) | None => None end
  | Mul a b => match bounds a, bounds b with
               | Some (l, h), Some (m, k) =>
                   Some (dn (least (least (l * m) (l * k)) (least (h * m) (h * k))),
                         up_ (most (most (l * m) (l * k)) (most (h * m) (h * k))))
               | _, _ => None end
  | Inv a => match bounds a with
             | Some (l, h) => if Qlt_le_dec 0 l then Some (dn (/ h), up_ (/ l)) else None
             | None => None end
  | Exp a => match bounds a with Some (l, h) => both (exp_dn l) (exp_up h) | None => None end
  | Ln a => match bounds a with
            | Some (l, h) => if Qlt_le_dec 0 l then both (ln_dn l) (ln_up h) else None
            | None => None end
  | Sqrt a => match bounds a with Some (l, h) => both (sqrt_dn l) (sqrt_up h) | None => None end
  end.

Lemma least_R a b : Q2R (least a b) = Rmin (Q2R a) (Q2R b).
Proof.
  unfold least; destruct (Qlt_le_dec a b) as [lt|le].
  - apply Qlt_Rlt in lt; rewrite Rmin_left; lra.
  - apply Qle_Rle in le; rewrite Rmin_right; lra.
Qed.

Lemma most_R a b : Q2R (most a b) = Rmax (Q2R a) (Q2R b).
Proof.
  unfold most; destruct (Qlt_le_dec a b) as [lt|le].
  - apply Qlt_Rlt in lt; rewrite Rmax_right; lra.
  - apply Qle_Rle in le; rewrite Rmax_left; lra.
Qed.

(* x y lies between the values at the ends of y, and each of these between those
   at the ends of x.                                                          *)
Lemma edge (c m k y : R) : (m <= y <= k -> Rmin (c * m) (c * k) <= c * y <= Rmax (c * m) (c * k))%R.
Proof.
  intro y_in; unfold Rmin, Rmax.
  destruct (Rle_dec (c * m) (c * k)); destruct (Rle_lt_dec 0 c); split; nra.
Qed.

Lemma product (l h m k x y : R) : (l <= x <= h -> m <= y <= k ->
  Rmin (Rmin (l * m) (l * k)) (Rmin (h * m) (h * k)) <= x * y
    <= Rmax (Rmax (l * m) (l * k)) (Rmax (h * m) (h * k)))%R.
Proof.
  intros x_in y_in; assert (a := edge y l h x x_in).
  assert (b := edge l m k y y_in); assert (c := edge h m k y y_in).
  rewrite !(Rmult_comm y) in a; revert a b c.
  generalize (l * y)%R (h * y)%R (x * y)%R (l * m)%R (l * k)%R (h * m)%R (h * k)%R.
  intros u v w p q r s; unfold Rmin, Rmax.
  repeat match goal with |- context [Rle_dec ?a ?b] => destruct (Rle_dec a b) end; lra.
Qed.

Theorem bounds_sound t l h : bounds t = Some (l, h) -> (Q2R l <= eval t <= Q2R h)%R.
Proof.
  revert l h; induction t as [q|a IHa b IHb|a IHa|a IHa b IHb|a IHa|a IHa|a IHa|a IHa]; intros l h; cbn [bounds eval].
  - intro e; injection e as <- <-; lra.
  - destruct (bounds a) as [[p q]|]; [|discriminate]; destruct (bounds b) as [[r s]|]; [|discriminate].
    intro e; injection e as <- <-; specialize (IHa p q eq_refl); specialize (IHb r s eq_refl).
    split; [apply dn_lows|apply up_highs]; unfold lows, highs; rewrite Q2R_plus; lra.
  - destruct (bounds a) as [[p q]|]; [|discriminate].
    intro e; injection e as <- <-; specialize (IHa p q eq_refl); rewrite !Q2R_opp; lra.
  - destruct (bounds a) as [[p q]|]; [|discriminate]; destruct (bounds b) as [[r s]|]; [|discriminate].
    intro e; injection e as <- <-; specialize (IHa p q eq_refl); specialize (IHb r s eq_refl).
    assert (m := product _ _ _ _ _ _ IHa IHb).
    split; [apply dn_lows|apply up_highs]; unfold lows, highs.
    + rewrite !least_R, !Q2R_mult; apply m.
    + rewrite !most_R, !Q2R_mult; apply m.
  - destruct (bounds a) as [[p q]|]; [|discriminate].
    destruct (Qlt_le_dec 0 p) as [pos|]; [|discriminate].
    intro e; injection e as <- <-; specialize (IHa p q eq_refl).
    destruct (inv_R p pos) as [p_gt0 ip].
    assert (q_gt0 : 0 < q) by (apply Rlt_Qlt; rewrite Q2R_0; lra).
    destruct (inv_R q q_gt0) as [q_pos iq].
    split; [apply dn_lows|apply up_highs]; unfold lows, highs; rewrite ?ip, ?iq; apply Rinv_le_contravar; lra.
  - destruct (bounds a) as [[p q]|]; [|discriminate]; specialize (IHa p q eq_refl).
    destruct (exp_dn p) as [u|] eqn:eu; [|discriminate]; destruct (exp_up q) as [v|] eqn:ev; [|discriminate].
    cbn [both]; intro e; injection e as <- <-.
    apply exp_dn_sound in eu; apply exp_up_sound in ev; unfold lows, highs in *.
    assert (mono : forall x y, (x <= y -> exp x <= exp y)%R).
    { intros x y [lt|eq]; [left; apply exp_increasing; exact lt|subst; apply Rle_refl]. }
    assert (m1 := mono _ _ (proj1 IHa)); assert (m2 := mono _ _ (proj2 IHa)); lra.
  - destruct (bounds a) as [[p q]|]; [|discriminate]; specialize (IHa p q eq_refl).
    destruct (Qlt_le_dec 0 p) as [pos|]; [|discriminate].
    destruct (ln_dn p) as [u|] eqn:eu; [|discriminate]; destruct (ln_up q) as [v|] eqn:ev; [|discriminate].
    cbn [both]; intro e; injection e as <- <-.
    assert (p_gt0 := Qlt_Rlt _ _ pos); rewrite Q2R_0 in p_gt0.
    assert (q_gt0 : 0 < q) by (apply Rlt_Qlt; rewrite Q2R_0; lra).
    apply (ln_dn_sound p u pos) in eu; apply (ln_up_sound q v q_gt0) in ev; unfold lows, highs in *.
    assert (mono : forall x y, (0 < x -> x <= y -> ln x <= ln y)%R).
    { intros x y x_gt0 [lt|eq]; [left; apply ln_increasing; assumption|subst; apply Rle_refl]. }
    assert (m1 := mono _ _ p_gt0 (proj1 IHa)); assert (m2 := mono (eval a) (Q2R q) ltac:(lra) (proj2 IHa)); lra.
  - destruct (bounds a) as [[p q]|]; [|discriminate]; specialize (IHa p q eq_refl).
    destruct (sqrt_dn p) as [u|] eqn:eu; [|discriminate]; destruct (sqrt_up q) as [v|] eqn:ev; [|discriminate].
    cbn [both]; intro e; injection e as <- <-.
    apply sqrt_dn_sound in eu; apply sqrt_up_sound in ev; unfold lows, highs in *.
    assert (m1 := sqrt_le_1_alt _ _ (proj1 IHa)); assert (m2 := sqrt_le_1_alt _ _ (proj2 IHa)); lra.
Qed.

End Degree.

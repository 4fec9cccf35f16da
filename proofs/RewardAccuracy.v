(* Reward accuracy under exact steps: it falls to label accuracy, no further.

   agreement pi m c  == the expected share of rollouts whose pseudo-reward
                        1[a = m] equals the oracle's 1[a = c]; its closed form
                        is agreement_closed                           (T39, T40)
   label m c         == label accuracy: 1 if m = c, 0 if not
   ra_decreases, ra_ge_label, ra_lim == for a population of problems, under
                        A1: non-increasing, never below the label accuracy,
                        which does not change, and tends to it             (T40)
   ra_below          == it passes under a threshold at some step exactly if
                        the label accuracy is under the threshold          (T40)
   collapse_step     == one wrong problem: the step at which it passes under
                        the threshold, in closed form                      (T40)
   not_a_functional  == two worlds with one policy and one label, and two
                        reward accuracies: no functional of the policy
                        computes it                                        (T41) *)

From Coq Require Import ZArith Reals Lra Lia.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Conditional.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Agreement.

Variable A : finType.

Definition agreement (pi : A -> R) (m c : A) : R :=
  \sum_(a : A) (pi a * (if (a == m) == (a == c) then 1 else 0)).

Definition label (m c : A) : R := if m == c then 1 else 0.

Lemma agreement_closed pi m c : policy pi ->
  agreement pi m c = if m == c then 1 else 1 - pi m - pi c.
Proof.
move=> [_ sum1]; rewrite /agreement; case: ifPn => [/eqP ->|neq].
  by rewrite -[RHS]sum1; apply: eq_bigr => a _; rewrite eqxx Rmult_1_r.
have -> : 1 - pi m - pi c = \sum_(a : A) (pi a - (if a == m then pi a else 0)
                                         - (if a == c then pi a else 0)).
  by rewrite !sum_sub !sum_pick sum1.
apply: eq_bigr => a _; case: (a =P m) => [->|_].
  by rewrite (negbTE neq) /=; ring.
by case: (a == c) => /=; ring.
Qed.

Lemma agreement_ge_label pi m c : policy pi -> label m c <= agreement pi m c.
Proof.
move=> pi_policy; rewrite /label; case: ifPn => [eq_mc|_].
  by rewrite agreement_closed // eq_mc; exact: Rle_refl.
apply: sum_ge0 => a _; have [pi_gt0 _] := pi_policy; have := pi_gt0 a.
by case: ifP => _; lra.
Qed.

Section Run.

Variables (beta : R) (pi : nat -> A -> R) (m c : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).
Hypothesis run : mirror_run [set m] beta pi.

Let m_in : m \in [set m].
Proof. by rewrite in_set1. Qed.

Let D k := pi 0%N m * exp (INR k / beta) + (1 - pi 0%N m).

Let D_ge1 k : 1 <= D k.
Proof.
have [pi0_gt0 _] := pi0_policy; have := pi0_gt0 m.
by have := weight_ge1 k beta_gt0; rewrite /D; nra.
Qed.

Let policy_k k : policy (pi k).
Proof. exact: (run_policy m pi0_policy run). Qed.

Lemma agreement_run k : m != c ->
  agreement (pi k) m c = (1 - pi 0%N m - pi 0%N c) / D k.
Proof.
move=> neq; rewrite agreement_closed // (negbTE neq).
have c_out : c \notin [set m] by rewrite in_set1 eq_sym.
rewrite (run_in pi0_policy run m_in k m_in) (run_out pi0_policy run m_in k c_out).
have := D_ge1 k; rewrite /spread /mass sum_set1 -/(D k) /D => D_k.
by field; lra.
Qed.

Lemma rest_ge0 : m != c -> 0 <= 1 - pi 0%N m - pi 0%N c.
Proof.
move=> neq; have := agreement_ge_label m c pi0_policy.
by rewrite agreement_closed // /label (negbTE neq).
Qed.

Lemma agreement_decreases k : agreement (pi k.+1) m c <= agreement (pi k) m c.
Proof.
case: (boolP (m == c)) => [eq_mc|neq].
  by rewrite !agreement_closed // eq_mc; exact: Rle_refl.
rewrite (agreement_run k.+1 neq) (agreement_run k neq).
apply: Rmult_le_compat_l; first exact: rest_ge0.
have D_k := D_ge1 k; apply: Rinv_le_contravar; first lra.
have [pi0_gt0 _] := pi0_policy; have := pi0_gt0 m.
rewrite /D exp_step; have := weight_ge1 k beta_gt0; have := weight_gt1 beta_gt0.
move: (exp _) (exp _) (pi 0%N m) => y x q x_gt1 y_ge1 q_gt0.
have qy_gt0 : 0 < q * y by apply: Rmult_lt_0_compat; lra.
by nra.
Qed.

Lemma agreement_lim : is_lim_seq (fun k => agreement (pi k) m c) (label m c).
Proof.
rewrite /label; case: ifPn => [eq_mc|neq].
  apply: (is_lim_seq_ext (fun _ => 1)); last exact: is_lim_seq_const.
  by move=> k; rewrite agreement_closed // eq_mc.
have c_out : c \notin [set m] by rewrite in_set1 eq_sym.
have := policy_lim beta_gt0 pi0_policy run m_in c_out (a := m).
have := policy_lim beta_gt0 pi0_policy run m_in c_out (a := c).
rewrite m_in (negbTE c_out) => c_lim m_lim.
apply: (is_lim_seq_ext (fun k => 1 - pi k m - pi k c)).
  by move=> k; rewrite agreement_closed // (negbTE neq).
have -> : Finite 0 = 1 - pi 0%N m / mass (pi 0%N) [set m] - 0.
  rewrite /mass sum_set1; congr Finite; have [pi0_gt0 _] := pi0_policy.
  by have := pi0_gt0 m => pi0_m; field; lra.
apply: is_lim_seq_minus' => //; apply: is_lim_seq_minus' => //.
exact: is_lim_seq_const.
Qed.

(* x < k, for a natural k, is the same as up x <= k: up is the next integer. *)
Lemma below_iff_up (x : R) (k : nat) :
  0 <= x -> (x < INR k <-> (Z.to_nat (up x) <= k)%N).
Proof.
move=> x_ge0; have [up_gt up_le] := archimed x.
have up_ge0 : (0 <= up x)%Z by apply: le_IZR; lra.
split=> [x_lt|].
  apply/leP; apply/Nat2Z.inj_le; rewrite Znat.Z2Nat.id //.
  have : (up x < Z.of_nat k + 1)%Z.
    by apply: lt_IZR; rewrite plus_IZR -INR_IZR_INZ; lra.
  by move=> ?; lia.
move/leP/Nat2Z.inj_le; rewrite Znat.Z2Nat.id // => /IZR_le.
by rewrite -INR_IZR_INZ; lra.
Qed.

Theorem collapse_step (tau : R) (k : nat) :
  m != c -> 0 < tau <= 1 - pi 0%N m - pi 0%N c ->
  agreement (pi k) m c < tau <->
  (Z.to_nat (up (beta * ln (((1 - pi 0%N m - pi 0%N c) / tau - (1 - pi 0%N m))
                            / pi 0%N m))) <= k)%N.
Proof.
move=> neq tau_le; have [pi0_gt0 _] := pi0_policy; have p_gt0 := pi0_gt0 m.
rewrite (agreement_run k neq).
move: (1 - pi 0%N m - pi 0%N c) tau_le => rest tau_le.
pose q := (rest / tau - (1 - pi 0%N m)) / pi 0%N m.
have ratio_ge1 : 1 <= rest / tau.
  have -> : 1 = tau / tau by field; lra.
  by apply: Rmult_le_compat_r; [left; apply: Rinv_0_lt_compat; lra|lra].
have q_ge1 : 1 <= q.
  have {1}-> : 1 = pi 0%N m / pi 0%N m by field; lra.
  by apply: Rmult_le_compat_r; [left; apply: Rinv_0_lt_compat; lra|lra].
have ln_ge0 : 0 <= ln q.
  rewrite -[X in X <= _]ln_1; have [q_gt1|q_1] := Rle_lt_or_eq_dec _ _ q_ge1.
    by left; apply: ln_increasing => //; exact: Rlt_0_1.
  by right; rewrite {1}q_1.
rewrite -/q -below_iff_up; last exact: Rmult_le_pos (Rlt_le _ _ beta_gt0) ln_ge0.
have q_eq : rest / tau = q * pi 0%N m + (1 - pi 0%N m) by rewrite /q; field; lra.
have D_k := D_ge1 k.
have to_D : rest / D k < tau <-> rest / tau < D k.
  have -> : rest / D k = rest / tau * tau / D k by field; lra.
  move: (rest / tau) => s; split=> lt.
    have := Rmult_lt_compat_r (D k) _ _ ltac:(lra) lt.
    have -> : s * tau / D k * D k = s * tau by field; lra.
    by nra.
  apply: (Rmult_lt_reg_r (D k)); first lra.
  have -> : s * tau / D k * D k = s * tau by field; lra.
  by nra.
have to_exp : rest / tau < D k <-> q < exp (INR k / beta).
  by rewrite q_eq /D; split=> lt; nra.
have to_ln : q < exp (INR k / beta) <-> beta * ln q < INR k.
  have k_eq : INR k = beta * (INR k / beta) by field; lra.
  split=> lt.
    rewrite k_eq; apply: Rmult_lt_compat_l => //.
    by rewrite -(ln_exp (INR k / beta)); apply: ln_increasing; lra.
  rewrite -[q]exp_ln; last lra.
  by apply: exp_increasing; apply: (Rmult_lt_reg_l beta) => //; lra.
by rewrite to_D to_exp to_ln.
Qed.

End Run.

Section Population.

Variables (I : finType) (weight beta : I -> R) (pi : I -> nat -> A -> R).
Variables (m c : I -> A).
Hypothesis weight_ge0 : forall i, 0 <= weight i.
Hypothesis beta_gt0 : forall i, 0 < beta i.
Hypothesis pi0_policy : forall i, policy (pi i 0%N).
Hypothesis run : forall i, mirror_run [set m i] (beta i) (pi i).

Definition population_ra (k : nat) : R :=
  \sum_(i : I) (weight i * agreement (pi i k) (m i) (c i)).

Definition population_label : R := \sum_(i : I) (weight i * label (m i) (c i)).

Theorem ra_decreases k : population_ra k.+1 <= population_ra k.
Proof.
apply: sum_le => i _; apply: Rmult_le_compat_l => //.
exact: (agreement_decreases _ (beta_gt0 i) (pi0_policy i) (run i)).
Qed.

Theorem ra_ge_label k : population_label <= population_ra k.
Proof.
apply: sum_le => i _; apply: Rmult_le_compat_l => //.
exact: agreement_ge_label (run_policy (m i) (pi0_policy i) (run i) k).
Qed.

Lemma sum_lim (u : I -> nat -> R) (l : I -> R) :
  (forall i, is_lim_seq (u i) (l i)) ->
  is_lim_seq (fun k => \sum_(i : I) u i k) (\sum_(i : I) l i).
Proof.
move=> u_lim; elim: (index_enum I) => [|i s s_lim].
  apply: (is_lim_seq_ext (fun _ => 0)) => [k|]; first by rewrite big_nil.
  by rewrite big_nil; exact: is_lim_seq_const.
rewrite big_cons.
apply: (is_lim_seq_ext (fun k => u i k + \big[Rplus/0]_(j <- s) u j k)) => [k|].
  by rewrite big_cons.
exact: is_lim_seq_plus'.
Qed.

Theorem ra_lim : is_lim_seq population_ra population_label.
Proof.
apply: sum_lim => i; apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
exact: (agreement_lim (beta_gt0 i) (pi0_policy i) (run i)).
Qed.

Theorem ra_below (tau : R) :
  (exists k, population_ra k < tau) <-> population_label < tau.
Proof.
split=> [[k ra_lt]|label_lt]; first by have := ra_ge_label k; lra.
have [k near] := (is_lim_seq_spec _ _).2 ra_lim (mkposreal _ (Rlt_Rminus _ _ label_lt)).
exists k; move: (near k (le_n k)) => /=; rewrite /Rabs; case: Rcase_abs => ? ?; lra.
Qed.

End Population.

End Agreement.

Theorem not_a_functional :
  ~ exists F : (bool -> R) -> bool -> R,
      forall (pi : bool -> R) (m c : bool), policy pi -> F pi m = agreement pi m c.
Proof.
case=> F F_is; pose fair (a : bool) := / 2.
have fair_policy : policy fair.
  by split=> [a|]; rewrite ?sum_bool /fair; lra.
have := F_is fair true true fair_policy; rewrite (F_is fair true false fair_policy).
by rewrite !agreement_closed //= /fair; lra.
Qed.

(* Exactly which shares of the way to the exact step bring p_k to 1.

   spent eta k        == eta_0 + ... + eta_{k-1}
   error_above, error_below == with p_{k+1} = p_k + eta_k (step(p_k) - p_k) the
                         error lies between two exponentials of spent
   criterion          == p_k tends to 1 exactly if spent tends to infinity (T6) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Progress.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Criterion.

Variables (x : R) (eta p : nat -> R).
Hypothesis x_gt1 : 1 < x.
Hypothesis eta_in01 : forall k, 0 <= eta k <= 1.
Hypothesis p0_in01 : 0 < p 0%N < 1.
Hypothesis moves : forall k, p k.+1 = p k + eta k * (step x (p k) - p k).

Definition spent (k : nat) : R := \big[Rplus/0]_(j < k) eta j.

Lemma spentS k : spent k.+1 = spent k + eta k.
Proof. by rewrite /spent big_ord_recr. Qed.

Let c (q : R) : R := q * (x - 1) / (1 + q * (x - 1)).

Lemma share_bounds q : 0 < q < 1 -> 0 < c q <= 1 - / x.
Proof.
move=> q01; have den : 0 < q * (x - 1) by apply: Rmult_lt_0_compat; lra.
split; first by apply: Rdiv_lt_0_compat; lra.
have -> : c q = 1 - / (1 + q * (x - 1)) by rewrite /c; field; lra.
suff : / x <= / (1 + q * (x - 1)) by lra.
by apply: Rinv_le_contravar; nra.
Qed.

Lemma share_le q r : 0 < q -> q <= r -> c q <= c r.
Proof.
move=> q_gt0 le; have den_q : 0 < q * (x - 1) by apply: Rmult_lt_0_compat; lra.
have den_le : q * (x - 1) <= r * (x - 1) by apply: Rmult_le_compat_r; lra.
have e s : 0 < s * (x - 1) -> c s = 1 - / (1 + s * (x - 1)).
  by move=> ?; rewrite /c; field; lra.
rewrite !e; try lra.
suff : / (1 + r * (x - 1)) <= / (1 + q * (x - 1)) by lra.
by apply: Rinv_le_contravar; lra.
Qed.

Lemma error_moves k : 0 < p k < 1 -> 1 - p k.+1 = (1 - p k) * (1 - eta k * c (p k)).
Proof.
move=> p01; rewrite moves step_gain //; last lra.
have den : 0 < p k * (x - 1) by apply: Rmult_lt_0_compat; lra.
by rewrite /c; field; lra.
Qed.

Lemma stays k : 0 < p k < 1 /\ p 0%N <= p k.
Proof.
elim: k => [|k [p01 p_ge]]; first by split=> //; exact: Rle_refl.
have := error_moves p01; have := share_bounds p01; have eta01 := eta_in01 k.
have inv_gt0 : 0 < / x by apply: Rinv_0_lt_compat; lra.
move: (c (p k)) => s s_in e.
have es : 0 <= eta k * s <= s by split; nra.
by split; nra.
Qed.

Lemma exp_le_mono u v : u <= v -> exp u <= exp v.
Proof. by case=> [lt|->]; [left; exact: exp_increasing|exact: Rle_refl]. Qed.

Lemma error_above k : 1 - p k <= (1 - p 0%N) * exp (- (c (p 0%N) * spent k)).
Proof.
elim: k => [|k IH].
  by rewrite /spent big_ord0 Rmult_0_r Ropp_0 exp_0; lra.
have [p01 p_ge] := stays k; rewrite error_moves // spentS.
have -> : - (c (p 0%N) * (spent k + eta k))
          = - (c (p 0%N) * spent k) + - (c (p 0%N) * eta k) by ring.
rewrite exp_plus -Rmult_assoc.
have c_le := share_le (proj1 p0_in01) p_ge; have c_in := share_bounds p01.
have eta01 := eta_in01 k; have inv_gt0 : 0 < / x by apply: Rinv_0_lt_compat; lra.
apply: Rmult_le_compat => //; first lra.
  by move: (c (p k)) c_in c_le => s s_in s_ge; nra.
have := exp_ineq1_le (- (c (p 0%N) * eta k)).
by move: (c (p k)) (c (p 0%N)) c_in c_le => s s0 s_in s_ge; nra.
Qed.

Lemma error_below k : (1 - p 0%N) * exp (- ((x - 1) * spent k)) <= 1 - p k.
Proof.
elim: k => [|k IH].
  by rewrite /spent big_ord0 Rmult_0_r Ropp_0 exp_0; lra.
have [p01 _] := stays k; rewrite error_moves // spentS.
have -> : - ((x - 1) * (spent k + eta k))
          = - ((x - 1) * spent k) + - ((x - 1) * eta k) by ring.
rewrite exp_plus -Rmult_assoc; have c_in := share_bounds p01; have eta01 := eta_in01 k.
have inv_gt0 : 0 < / x by apply: Rinv_0_lt_compat; lra.
apply: Rmult_le_compat => //.
- by apply: Rmult_le_pos; [lra|left; exact: exp_pos].
- by left; exact: exp_pos.
pose t := (x - 1) * eta k; rewrite -/t; have t_ge0 : 0 <= t by apply: Rmult_le_pos; lra.
have small : eta k * c (p k) <= t / x.
  have -> : t / x = eta k * (1 - / x) by rewrite /t; field; lra.
  by apply: Rmult_le_compat_l; lra.
have room : / x <= 1 - eta k * c (p k).
  by move: (c (p k)) c_in => s s_in {small}; nra.
rewrite exp_Ropp; have e_ge := exp_ineq1_le t; have e_gt0 := exp_pos t.
apply: Rle_trans (_ : / (1 + t) <= _); first by apply: Rinv_le_contravar; lra.
apply: (Rmult_le_reg_r (1 + t)); first lra.
rewrite Rinv_l; last lra.
move: small room; rewrite /Rdiv; move: (eta k * c (p k)) (/ x) inv_gt0 => u y y_gt0 *; nra.
Qed.

Theorem criterion : is_lim_seq p 1 <-> is_lim_seq spent p_infty.
Proof.
have c0_gt0 : 0 < c (p 0%N) by case: (share_bounds p0_in01).
have q0_gt0 : 0 < 1 - p 0%N by lra.
split=> lim; last first.
  apply: (lim_shrink (e := fun k => (1 - p 0%N) * exp (- (c (p 0%N) * spent k)))).
    move=> k; rewrite Rabs_minus_sym Rabs_pos_eq; first exact: error_above.
    by have [p01 _] := stays k; lra.
  rewrite -[X in is_lim_seq _ (Finite X)](Rmult_0_r (1 - p 0%N)).
  apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
  apply/is_lim_seq_spec => eps; have eps_gt0 := cond_pos eps.
  have /is_lim_seq_spec /(_ (- ln eps / c (p 0%N))) [K far] := lim.
  exists K => k k_ge; rewrite Rminus_0_r Rabs_pos_eq; last by left; exact: exp_pos.
  rewrite -[X in _ < X](exp_ln eps) //; apply: exp_increasing.
  have := far k k_ge; have : - ln eps / c (p 0%N) * c (p 0%N) = - ln eps by field; lra.
  by move: (- ln eps / c (p 0%N)) => z z_is lt; nra.
apply/is_lim_seq_spec => B.
have bound_gt0 : 0 < (1 - p 0%N) * exp (- ((x - 1) * B)).
  by apply: Rmult_lt_0_compat => //; exact: exp_pos.
have /is_lim_seq_spec /(_ (mkposreal _ bound_gt0)) [K near] := lim.
exists K => k k_ge; have := near k k_ge; rewrite /= Rabs_minus_sym Rabs_pos_eq; last first.
  by have [p01 _] := stays k; lra.
have := error_below k => below above; have lt : exp (- ((x - 1) * spent k)) < exp (- ((x - 1) * B)).
  by apply: (Rmult_lt_reg_l (1 - p 0%N)) => //; lra.
by have := exp_lt_inv _ _ lt => ?; nra.
Qed.

End Criterion.
